using System.Text;

namespace NinjaBuild.BuildHost.Parameters;

/// <summary>A <c>.nuke/parameters*.json</c>.</summary>
internal sealed class ParameterFile
{
    private readonly Dictionary<string, List<string>> values;

    private ParameterFile(string path, Dictionary<string, List<string>> values)
    {
        Path = path;
        this.values = values;
    }

    public string Path { get; }

    public IEnumerable<string> Names => values.Keys;

    public IReadOnlyList<string>? Values(string name) => values.GetValueOrDefault(name);

    /// <summary>Reads the file; what is wrong with it becomes a problem.</summary>
    public static ParameterFile Read(string path, byte[] content, List<string> problems)
    {
        var json = new FlatJson(Encoding.UTF8.GetString(content).TrimStart('\uFEFF'));
        try
        {
            return new ParameterFile(path, json.Read());
        }
        catch (FormatException exception)
        {
            var (line, column) = json.Place();
            problems.Add($"{path}:{line}:{column}: {exception.Message}");
            return new ParameterFile(path, []);
        }
    }
}
