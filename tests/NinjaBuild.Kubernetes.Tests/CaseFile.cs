using System.Text;

namespace NinjaBuild.Kubernetes.Tests;

/// <summary>
/// A test in one readable file: sections start with <c>-- name --</c>; the last, <c>-- says --</c>, is the approved text. With
/// <c>NINJABUILD_APPROVE=1</c> in the environment what comes out is written there, to be reviewed as any other change.
/// </summary>
sealed class CaseFile
{
    const string Says = "says";

    readonly string _path;
    readonly List<KeyValuePair<string, string>> _sections = [];

    CaseFile(string path) => _path = path;

    public static TheoryData<string> Names(string folder)
    {
        var result = new TheoryData<string>();
        foreach (var file in Directory.GetFiles(RepositoryFolder.Input(folder), "*.txt").Order(StringComparer.Ordinal))
            result.Add(Path.GetFileNameWithoutExtension(file));
        return result;
    }

    public static CaseFile Read(string folder, string name)
    {
        var result = new CaseFile(RepositoryFolder.Input(folder, name + ".txt"));
        var text = new StringBuilder();
        string? section = null;
        foreach (var line in File.ReadAllText(result._path).Split('\n'))
        {
            if (!line.StartsWith("-- ", StringComparison.Ordinal) || !line.EndsWith(" --", StringComparison.Ordinal))
            {
                text.Append(line).Append('\n');
                continue;
            }

            result.Add(section, text);
            section = line[3..^3];
        }

        text.Length--;
        result.Add(section, text);
        return result;
    }

    /// <summary>The text of a section; empty where there is none.</summary>
    public string this[string section] => _sections.Find(each => each.Key == section).Value ?? "";

    public void Check(string said)
    {
        if (Environment.GetEnvironmentVariable("NINJABUILD_APPROVE") == "1")
        {
            var inputs = _sections.Where(section => section.Key != Says).Select(section => $"-- {section.Key} --\n{section.Value}");
            File.WriteAllText(_path, $"{string.Concat(inputs)}-- {Says} --\n{said}");
            return;
        }

        Assert.Equal(this[Says], said);
    }

    void Add(string? section, StringBuilder text)
    {
        if (section is not null) _sections.Add(KeyValuePair.Create(section, text.ToString()));
        text.Clear();
    }
}
