namespace NinjaBuild.Hermetic;

/// <summary>
/// Which files of a workspace are sources, in one of five forms: a file (<c>ninja.yaml</c>), files of one name in the folders of a
/// folder (<c>charts/*/compose.yaml</c>), files of one name anywhere below a folder (<c>apps/**/app.yaml</c>), all files below a folder
/// (<c>templates/**</c>), and all files below a folder of the folders of a folder (<c>charts/*/manual/**</c>).
/// </summary>
public sealed class SourcePattern
{
    enum Form
    {
        File,
        OneLevel,
        AnyLevel,
        Everything,
        EverythingBelowEach,
    }

    readonly Form _form;
    readonly string _text;

    SourcePattern(Form form, string text, string folder, string name) => (_form, _text, Folder, Name) = (form, text, folder, name);

    /// <summary>The folder that is searched; empty for the workspace root.</summary>
    internal string Folder { get; }

    /// <summary>Name of the files, or of the folder that holds them; empty where every name will do.</summary>
    internal string Name { get; }

    /// <summary>Whether it names one file.</summary>
    internal bool IsFile => _form == Form.File;

    /// <summary>Reads a pattern.</summary>
    /// <exception cref="FormatException">It has none of the five forms.</exception>
    public static SourcePattern Parse(string text)
    {
        var (form, marker) = text.EndsWith("/**", StringComparison.Ordinal) && text.Contains("/*/", StringComparison.Ordinal) ? (Form.EverythingBelowEach, "/*/")
            : text.EndsWith("/**", StringComparison.Ordinal) ? (Form.Everything, "/**")
            : text.Contains("/**/", StringComparison.Ordinal) ? (Form.AnyLevel, "/**/")
            : text.Contains("/*/", StringComparison.Ordinal) ? (Form.OneLevel, "/*/")
            : (Form.File, "");
        var at = marker.Length == 0 ? -1 : text.IndexOf(marker, StringComparison.Ordinal);
        var folder = at < 0 ? FilePath.Folder(text) : text[..at];
        var name = at < 0 ? text[(folder.Length == 0 ? 0 : folder.Length + 1)..] : text[(at + marker.Length)..];
        if (form == Form.EverythingBelowEach)
            name = name[..^"/**".Length];
        var isPlain = !folder.Contains('*', StringComparison.Ordinal) && !name.Contains('*', StringComparison.Ordinal)
            && (form == Form.Everything ? name.Length == 0 : name.Length > 0 && !name.Contains('/', StringComparison.Ordinal));
        if (!isPlain || (folder.Length > 0 && FilePath.Fault(folder) is not null))
            throw new FormatException($"'{text}' is no source pattern: file, folder/*/name, folder/**/name, folder/** or folder/*/name/** expected.");
        return new SourcePattern(form, text, folder, name);
    }

    /// <summary>The pattern as it is written.</summary>
    public override string ToString() => _text;

    /// <summary>Whether a file is a source.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="depth">How many folders below <see cref="Folder"/> it lies.</param>
    internal bool Takes(string name, int depth) => _form == Form.EverythingBelowEach
        ? depth >= 2
        : (Name.Length == 0 || name == Name) && (_form != Form.OneLevel || depth == 1);

    /// <summary>Whether a folder is searched.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="depth">How deep it lies below <see cref="Folder"/>, itself being 0.</param>
    internal bool Enters(string name, int depth) => _form switch
    {
        Form.File => false,
        Form.OneLevel => depth <= 1,
        Form.EverythingBelowEach => depth != 2 || name == Name,
        _ => true,
    };
}
