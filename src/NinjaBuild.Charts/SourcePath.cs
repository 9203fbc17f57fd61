namespace NinjaBuild.Charts;

/// <summary>Workspace-relative paths, with forward slashes on every system.</summary>
static class SourcePath
{
    /// <summary>Folder of the templates.</summary>
    public const string Templates = "templates";

    /// <summary>A path that a declaration gives relative to its own folder.</summary>
    public static string Beside(string declaration, string relative)
    {
        var slash = declaration.LastIndexOf('/');
        var parts = relative.Split('/').Where(part => part is not ("" or "."));
        return (slash < 0 ? "" : declaration[..(slash + 1)]) + string.Join('/', parts);
    }

    /// <summary>Last part of a path, without <c>.yaml</c> or <c>.yml</c>.</summary>
    public static string NameWithoutExtension(string path) => Path.GetFileNameWithoutExtension(path);
}
