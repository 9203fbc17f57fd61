using System.Text;

namespace NinjaBuild.Workspace.Tests;

/// <summary>
/// A workspace and what is said about it, in one readable file: each section starts with <c>-- path --</c>; the last, <c>-- says --</c>,
/// is the approved text. A workspace without <c>ninja.yaml</c> in the file gets a plain one.
/// </summary>
internal sealed class Case
{
    const string Says = "says";

    const string PlainWorkspace = """
        workspace: everything
        imageRegistry: ghcr.io/example
        environments: { dev: {}, prod: {} }
        inputs:
          git-sha: { default: abc }
        """;

    readonly List<KeyValuePair<string, string>> _sections = [];
    readonly string _file;

    Case(string file) => _file = file;

    public static string Folder { get; } = Path.Combine(Root(), "tests", "NinjaBuild.Workspace.Tests", "inputs");

    public static IEnumerable<string> Names { get; } =
        [.. Directory.GetFiles(Folder, "*.txt").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    public string Approved => _sections.Find(section => section.Key == Says).Value ?? "";

    public static Case Read(string name)
    {
        var result = new Case(Path.Combine(Folder, name + ".txt"));
        var text = new StringBuilder();
        string? path = null;
        foreach (var line in File.ReadAllText(result._file).Split('\n'))
        {
            if (line.StartsWith("-- ", StringComparison.Ordinal) && line.EndsWith(" --", StringComparison.Ordinal))
            {
                result.Add(path, text);
                path = line[3..^3];
            }
            else
            {
                text.Append(line).Append('\n');
            }
        }

        text.Length--;
        result.Add(path, text);
        return result;
    }

    /// <summary>Files of the workspace.</summary>
    public IEnumerable<(string Path, byte[] Content)> Files()
    {
        var files = _sections.Where(section => section.Key != Says).Select(section => (section.Key, Encoding.UTF8.GetBytes(section.Value)));
        return _sections.Exists(section => section.Key == WorkspaceLayout.WorkspaceFile)
            ? files
            : files.Prepend((WorkspaceLayout.WorkspaceFile, Encoding.UTF8.GetBytes(PlainWorkspace)));
    }

    public void Approve(string says)
    {
        var inputs = _sections.Where(section => section.Key != Says).Select(section => $"-- {section.Key} --\n{section.Value}");
        File.WriteAllText(_file, $"{string.Concat(inputs)}-- {Says} --\n{says}");
    }

    void Add(string? path, StringBuilder text)
    {
        if (path is not null)
            _sections.Add(KeyValuePair.Create(path, text.ToString()));
        text.Clear();
    }

    internal static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "NinjaBuild.sln")))
            directory = directory.Parent!;
        return directory.FullName;
    }
}
