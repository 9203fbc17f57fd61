using System.Text;
using NinjaBuild.Helm.Charts;

namespace NinjaBuild.Helm.Tests.Cases;

/// <summary>
/// A chart and what becomes of it, in one readable file: <c>-- path --</c> heads a file of the chart; <c>-- values --</c> a values file
/// beside it, <c>-- set --</c> values as on the command line, one a line; <c>-- prints --</c>, <c>-- fails --</c> or <c>-- lints --</c> what
/// is expected. With ACCEPT_GOLDEN=1, what comes out is written in its place.
/// </summary>
sealed class CaseFile
{
    static readonly string[] Outcomes = ["prints", "fails", "lints"];

    readonly string _path;
    readonly List<(string Name, string Text)> _sections = [];

    public CaseFile(string path)
    {
        _path = path;
        foreach (var line in File.ReadAllText(path).ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.StartsWith("-- ", StringComparison.Ordinal) && line.EndsWith(" --", StringComparison.Ordinal))
                _sections.Add((line[3..^3], ""));
            else if (_sections.Count > 0)
                _sections[^1] = (_sections[^1].Name, _sections[^1].Text + line + "\n");
        }

        // The last line's end is the file's, not one of the text.
        _sections[^1] = (_sections[^1].Name, _sections[^1].Text[..^1]);
    }

    public static string Folder
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "build.sh")))
                folder = folder.Parent!;
            return Path.Combine(folder.FullName, "tests", "NinjaBuild.Helm.Tests", "inputs");
        }
    }

    public IEnumerable<ChartFile> ChartFiles => _sections.Where(section => section.Name.Contains('.', StringComparison.Ordinal))
        .Select(section => new ChartFile(section.Name, Encoding.UTF8.GetBytes(section.Text)));

    public string? Values => Text("values");

    public IReadOnlyList<string> Set => Text("set")?.Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? [];

    public string Outcome => _sections.Last(section => Outcomes.Contains(section.Name)).Name;

    public string Expected => Text(Outcome)!;

    public void Accept(string outcome, string actual)
    {
        var text = new StringBuilder();
        foreach (var (name, content) in _sections.Where(section => !Outcomes.Contains(section.Name)))
            text.Append("-- ").Append(name).Append(" --\n").Append(content);
        File.WriteAllText(_path, text.Append("-- ").Append(outcome).Append(" --\n").Append(actual).ToString());
    }

    string? Text(string name) => _sections.FindLast(section => section.Name == name) is { Name: not null } found ? found.Text : null;
}
