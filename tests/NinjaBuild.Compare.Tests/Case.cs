using System.Text;
using NinjaBuild.Compare.Charts;
using NinjaBuild.Compare.Model;
using NinjaBuild.Kubernetes.Schema;
using NinjaBuild.Workspace;

namespace NinjaBuild.Compare.Tests;

/// <summary>
/// Manifests before and after, and what is said of them, in one readable file: each section starts with <c>-- name --</c>; the last,
/// <c>-- says --</c>, is the approved text. <c>-- migration.yaml --</c> may accept some of it; <c>-- expired --</c> lists what is past its day.
/// </summary>
sealed class Case
{
    const string SaysSection = "says";

    readonly List<KeyValuePair<string, string>> _sections = [];
    readonly string _file;

    Case(string file) => _file = file;

    public static string Folder { get; } = Path.Combine(Root(), "tests", "NinjaBuild.Compare.Tests", "cases");

    public static IEnumerable<string> Names => Directory.GetFiles(Folder, "*.txt").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    public string Approved => this[SaysSection];

    public string this[string section] => _sections.Find(each => each.Key == section).Value ?? "";

    public static Case Read(string name)
    {
        var result = new Case(Path.Combine(Folder, name + ".txt"));
        var text = new StringBuilder();
        string? section = null;
        foreach (var line in File.ReadAllText(result._file).Split('\n'))
        {
            if (line.StartsWith("-- ", StringComparison.Ordinal) && line.EndsWith(" --", StringComparison.Ordinal))
            {
                result.Add(section, text);
                section = line[3..^3];
            }
            else
            {
                text.Append(line).Append('\n');
            }
        }

        text.Length--;
        result.Add(section, text);
        return result;
    }

    /// <summary>The comparison, as that of a chart "shop" in the environment dev.</summary>
    public ChartComparison Compare(bool mirrored = false)
    {
        var (before, after) = (Side("manual", this["before"], "charts/shop/manual"), Side("composed", this["after"], "artifacts/charts/shop"));
        var diagnostics = new List<Diagnostic>();
        var migration = this["migration.yaml"].Length == 0 ? null
            : DeclarationReader.ReadMigration(Encoding.UTF8.GetBytes(this["migration.yaml"]), "charts/shop/migration.yaml", diagnostics);
        Assert.Empty(diagnostics);
        return ChartComparer.Compare(new ComparisonRequest(
            "shop", mirrored ? after : before, mirrored ? before : after, [KeyValuePair.Create("dev", "shop-dev")], KubernetesSchema.Newest)
        {
            Migration = migration,
            Expired = this["expired"].Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(int.Parse).ToHashSet(),
            IsMigration = true,
        });
    }

    public void Approve(string says)
    {
        var inputs = _sections.Where(section => section.Key != SaysSection).Select(section => $"-- {section.Key} --\n{section.Value}");
        File.WriteAllText(_file, $"{string.Concat(inputs)}-- {SaysSection} --\n{says}");
    }

    void Add(string? section, StringBuilder text)
    {
        if (section is not null)
            _sections.Add(KeyValuePair.Create(section, text.ToString()));
        text.Clear();
    }

    static RenderedChart Side(string title, string manifests, string path) =>
        new(new ChartSide(title, "1.0.0", path), new Dictionary<string, RenderedEnvironment> { ["dev"] = new(manifests) }, []);

    static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "NinjaBuild.sln")))
            directory = directory.Parent!;
        return directory.FullName;
    }
}
