using NinjaBuild.GoTemplates.Values;
using static NinjaBuild.GoTemplates.ParameterType;

namespace NinjaBuild.Helm.Functions;

/// <summary>Paths with slashes, as Go's package path; also under the names of filepath's on Linux.</summary>
internal static class Paths
{
    public static void AddTo(FunctionRegistry r)
    {
        r.Add(["base", "osBase"], [Str], (_, a) => Base((string)a[0]!));
        r.Add(["dir", "osDir"], [Str], (_, a) => Directory((string)a[0]!));
        r.Add(["clean", "osClean"], [Str], (_, a) => Clean((string)a[0]!));
        r.Add(["ext", "osExt"], [Str], (_, a) => Extension((string)a[0]!));
        r.Add(["isAbs", "osIsAbs"], [Str], (_, a) => Boxes.Box(((string)a[0]!).StartsWith('/')));
    }

    /// <summary>The last element; "." for nothing, "/" for nothing but slashes.</summary>
    public static string Base(string path)
    {
        if (path.Length == 0)
            return ".";
        var trimmed = path.TrimEnd('/');
        return trimmed.Length == 0 ? "/" : trimmed[(trimmed.LastIndexOf('/') + 1)..];
    }

    static string Directory(string path) => Clean(path[..(path.LastIndexOf('/') + 1)]);

    static string Extension(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        var dot = name.LastIndexOf('.');
        return dot < 0 ? "" : name[dot..];
    }

    /// <summary>Without empty elements, "." and, as far as it goes, "..".</summary>
    public static string Clean(string path)
    {
        var rooted = path.StartsWith('/');
        var parts = new List<string>();
        foreach (var part in path.Split('/'))
        {
            if (part is "" or ".")
                continue;
            if (part != "..")
                parts.Add(part);
            else if (parts.Count > 0 && parts[^1] != "..")
                parts.RemoveAt(parts.Count - 1);
            else if (!rooted)
                parts.Add(part);
        }

        var cleaned = (rooted ? "/" : "") + string.Join('/', parts);
        return cleaned.Length == 0 ? "." : cleaned;
    }
}
