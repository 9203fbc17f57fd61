using System.Globalization;
using System.Text;
using NinjaBuild.GoTemplates;
using NinjaBuild.GoTemplates.Formatting;
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

    static Map Parse(string url)
    {
        var (rest, fragment) = Cut(url, '#');
        var scheme = Scheme(url, ref rest);
        var (body, query) = Cut(rest, '?');
        string opaque = "", host = "", userinfo = "";
        if (scheme.Length > 0 && !body.StartsWith('/'))
        {
            (opaque, body) = (body, "");
        }
        else if (body.StartsWith("//", StringComparison.Ordinal))
        {
            var slash = body.IndexOf('/', 2);
            var authority = slash < 0 ? body[2..] : body[2..slash];
            body = slash < 0 ? "" : body[slash..];
            var at = authority.LastIndexOf('@');
            userinfo = at < 0 ? "" : authority[..at];
            host = authority[(at + 1)..];
        }

        return new Map(StringComparer.Ordinal)
        {
            ["scheme"] = scheme.ToLowerInvariant(),
            ["host"] = Unescape(url, host),
            ["hostname"] = HostName(Unescape(url, host)),
            ["path"] = Unescape(url, body),
            ["query"] = query,
            ["opaque"] = opaque,
            ["fragment"] = Unescape(url, fragment),
            ["userinfo"] = userinfo,
        };
    }

    static (string Head, string Tail) Cut(string text, char mark)
    {
        var at = text.IndexOf(mark, StringComparison.Ordinal);
        return at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);
    }

    static string Scheme(string url, ref string rest)
    {
        for (var i = 0; i < rest.Length; i++)
        {
            var c = rest[i];
            if (char.IsAsciiLetter(c) || (i > 0 && (char.IsAsciiDigit(c) || c is '+' or '-' or '.')))
                continue;
            if (c != ':')
                return "";
            if (i == 0)
                throw new FunctionException($"unable to parse url: parse {Quoting.Quote(url)}: missing protocol scheme");
            var scheme = rest[..i];
            rest = rest[(i + 1)..];
            return scheme;
        }

        return "";
    }

    static string HostName(string host)
    {
        if (host.StartsWith('['))
            return host.IndexOf(']', StringComparison.Ordinal) is > 0 and var end ? host[1..end] : host;
        var colon = host.LastIndexOf(':');
        return colon < 0 ? host : host[..colon];
    }

    static string Unescape(string url, string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
            return text;
        var bytes = new List<byte>(text.Length);
        var source = GoString.ToBytes(text);
        for (var i = 0; i < source.Length; i++)
        {
            if (source[i] != '%')
            {
                bytes.Add(source[i]);
                continue;
            }

            if (i + 2 >= source.Length || !byte.TryParse(source.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            {
                var escape = GoString.FromBytes(source.AsSpan(i, Math.Min(3, source.Length - i)));
                throw new FunctionException($"unable to parse url: parse {Quoting.Quote(url)}: invalid URL escape {Quoting.Quote(escape)}");
            }

            bytes.Add(value);
            i += 2;
        }

        return GoString.FromBytes(bytes.ToArray());
    }

    static string Join(IReadOnlyDictionary<string, object?> parts)
    {
        var url = new StringBuilder();
        var (scheme, host, path) = (Part(parts, "scheme"), Part(parts, "host"), Part(parts, "path"));
        var (opaque, query, fragment, userinfo) = (Part(parts, "opaque"), Part(parts, "query"), Part(parts, "fragment"), Part(parts, "userinfo"));
        if (scheme.Length > 0)
            url.Append(scheme).Append(':');
        if (opaque.Length > 0)
        {
            url.Append(opaque);
        }
        else
        {
            if (scheme.Length > 0 || host.Length > 0 || userinfo.Length > 0)
                url.Append(host.Length > 0 || path.Length > 0 || userinfo.Length > 0 ? "//" : "");
            if (userinfo.Length > 0)
                url.Append(userinfo).Append('@');
            Escape(url, host, "-_.~!$&'()*+,;=:[]<>\"");
            if (path.Length > 0 && path[0] != '/' && host.Length > 0)
                url.Append('/');
            Escape(url, path, "-_.~$&+,/:;=@!'()*");
        }

        if (query.Length > 0)
            url.Append('?').Append(query);
        if (fragment.Length > 0)
            Escape(url.Append('#'), fragment, "-_.~$&+,/:;=?@!()*'");
        return url.ToString();
    }

    static string Part(IReadOnlyDictionary<string, object?> parts, string name)
    {
        if (!parts.TryGetValue(name, out var value))
            return "";
        return value as string
            ?? throw new FunctionException($"unable to parse {name} key, must be of type string, but {GoTypes.KindName(value)} found");
    }

    static void Escape(StringBuilder url, string text, string plain)
    {
        foreach (var b in GoString.ToBytes(text))
        {
            if (char.IsAsciiLetterOrDigit((char)b) || (b < 0x80 && plain.Contains((char)b, StringComparison.Ordinal)))
                url.Append((char)b);
            else
                url.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
        }
    }
}
