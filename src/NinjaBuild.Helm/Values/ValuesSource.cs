using NinjaBuild.Helm.Charts;
using Map = System.Collections.Generic.Dictionary<string, object?>;

namespace NinjaBuild.Helm.Values;

/// <summary>
/// Values given beside a chart, as on Helm's command line: files, each over those before it, then <c>--set-json</c>, <c>--set</c>,
/// <c>--set-string</c>, <c>--set-file</c> and <c>--set-literal</c>, whatever their order (helm.sh/helm/v3/pkg/cli/values).
/// </summary>
public sealed record ValuesSource
{
    const long MaxFileBytes = 16 << 20;

    /// <summary>Paths of values files.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Texts of <c>--set-json</c>.</summary>
    public IReadOnlyList<string> Json { get; init; } = [];

    /// <summary>Texts of <c>--set</c>.</summary>
    public IReadOnlyList<string> Set { get; init; } = [];

    /// <summary>Texts of <c>--set-string</c>.</summary>
    public IReadOnlyList<string> SetString { get; init; } = [];

    /// <summary>Texts of <c>--set-file</c>.</summary>
    public IReadOnlyList<string> SetFile { get; init; } = [];

    /// <summary>Texts of <c>--set-literal</c>.</summary>
    public IReadOnlyList<string> SetLiteral { get; init; } = [];

    /// <summary>Reads them all.</summary>
    /// <exception cref="ChartException">Everything that cannot be read.</exception>
    public Map Read()
    {
        var values = new Map(StringComparer.Ordinal);
        var problems = new List<ChartProblem>();
        foreach (var path in Files)
            Merge(values, ValuesFile.Read(ReadBytes(path, problems), path, problems));
        Apply(values, Json, SetKind.Json, "--set-json", problems);
        Apply(values, Set, SetKind.Typed, "--set", problems);
        Apply(values, SetString, SetKind.Text, "--set-string", problems);
        Apply(values, SetFile, SetKind.File, "--set-file", problems);
        Apply(values, SetLiteral, SetKind.Literal, "--set-literal", problems);
        return problems.Count == 0 ? values : throw new ChartException(problems);
    }

    static void Apply(Map values, IReadOnlyList<string> texts, SetKind kind, string flag, List<ChartProblem> problems)
    {
        foreach (var text in texts)
        {
            try
            {
                SetSyntax.Apply(text, kind, values, ReadText);
            }
            catch (SetSyntaxException error)
            {
                problems.Add(new ChartProblem($"{flag} {WithoutValue(text)}", error.Message));
            }
        }
    }

    // The value may be a password, and messages end up in logs.
    static string WithoutValue(string text) => text.IndexOf('=', StringComparison.Ordinal) is >= 0 and var at ? text[..(at + 1)] + "…" : text;

    /// <summary>Maps are merged; whatever else the upper one has replaces, null too.</summary>
    static void Merge(Map below, Map above)
    {
        foreach (var (key, value) in above)
        {
            if (value is Map upper && below.TryGetValue(key, out var known) && known is Map lower)
                Merge(lower, upper);
            else
                below[key] = value;
        }
    }

    static ReadOnlyMemory<byte> ReadBytes(string path, List<ChartProblem> problems)
    {
        try
        {
            return Bytes(path);
        }
        catch (SetSyntaxException error)
        {
            problems.Add(new ChartProblem(path, error.Message));
            return default;
        }
    }

    static string ReadText(string path)
    {
        try
        {
            return GoTemplates.Values.GoString.FromBytes(Bytes(path));
        }
        catch (SetSyntaxException error)
        {
            throw new SetSyntaxException($"{path}: {error.Message}");
        }
    }

    /// <summary>The bytes of a file; of standard input for "-".</summary>
    static byte[] Bytes(string path)
    {
        try
        {
            using var file = path.Trim() == "-" ? Console.OpenStandardInput() : File.OpenRead(path);
            using var bytes = new MemoryStream();
            var buffer = new byte[81920];
            for (int read; (read = file.Read(buffer)) > 0;)
            {
                bytes.Write(buffer, 0, read);
                if (bytes.Length > MaxFileBytes)
                    throw new SetSyntaxException($"file of more than {MaxFileBytes} bytes");
            }

            return bytes.ToArray();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new SetSyntaxException(error is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : $"cannot be read: {error.Message}");
        }
    }
}
