using NinjaBuild.GoTemplates;
using NinjaBuild.GoTemplates.Values;
using Map = System.Collections.Generic.Dictionary<string, object?>;

namespace NinjaBuild.Helm.Functions;

/// <summary>URLs to maps of their parts and back.</summary>
internal static class Urls
{
    public static void AddTo(FunctionRegistry r)
    {
        r.Add("urlParse", [ParameterType.Str], (_, a) => Parse((string)a[0]!));
        r.Add("urlJoin", [ParameterType.Map], (_, a) => Join(a[0] as IReadOnlyDictionary<string, object?> ?? new Map(StringComparer.Ordinal)));
    }

    static Map Parse(string text)
    {
        var url = Read(text, "unable to parse url");
        return new Map(StringComparer.Ordinal)
        {
            ["scheme"] = url.Scheme,
            ["host"] = url.Host,
            ["hostname"] = url.HostName,
            ["path"] = url.Path,
            ["query"] = url.Query,
            ["opaque"] = url.Opaque,
            ["fragment"] = url.Fragment,
            ["userinfo"] = url.UserText,
        };
    }

    static string Join(IReadOnlyDictionary<string, object?> parts) => new GoUrl
    {
        Scheme = Part(parts, "scheme"),
        Host = Part(parts, "host"),
        Path = Part(parts, "path"),
        Query = Part(parts, "query"),
        Opaque = Part(parts, "opaque"),
        Fragment = Part(parts, "fragment"),
        User = Part(parts, "userinfo") is { Length: > 0 } user ? Read($"proto://{user}@host", "unable to parse userinfo in dict").User : null,
    }.ToString();

    static GoUrl Read(string text, string complaint)
    {
        try
        {
            return GoUrl.Parse(text);
        }
        catch (FunctionException error)
        {
            throw new FunctionException($"{complaint}: {error.Message}");
        }
    }

    static string Part(IReadOnlyDictionary<string, object?> parts, string name)
    {
        if (!parts.TryGetValue(name, out var value))
            return "";
        return value as string
            ?? throw new FunctionException($"unable to parse {name} key, must be of type string, but {GoTypes.KindName(value)} found");
    }
}
