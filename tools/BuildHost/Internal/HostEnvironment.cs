using System.Text;

namespace NinjaBuild.BuildHost;

/// <summary>All that a run takes from the process around it.</summary>
internal sealed class HostEnvironment
{
    public required string[] Arguments { get; init; }
    public required Func<string, string?> Variable { get; init; }
    public required Func<IEnumerable<KeyValuePair<string, string>>> Variables { get; init; }
    public required string WorkingDirectory { get; init; }
    public required TextWriter Output { get; init; }
    public required bool IsTerminal { get; init; }
    public required int Width { get; init; }
    public required Func<DateTime> Now { get; init; }

    /// <summary>The build assembly, where it is a file.</summary>
    public string? Assembly { get; init; }

    public static HostEnvironment OfProcess()
    {
        if (OperatingSystem.IsWindows())
            Console.OutputEncoding = Encoding.UTF8;

        // A build that prints a document takes standard output for itself. Otherwise: the console's own writer reads terminal descriptions
        // first, which a build has no use for.
        var given = AppContext.GetData("NinjaBuild.BuildHost.Output") as TextWriter;
        var output = TextWriter.Synchronized(
            given ?? new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1024)
            {
                AutoFlush = true,
            });
        Console.SetOut(output);

        var isTerminal = given is null && !Console.IsOutputRedirected;
        return new HostEnvironment
        {
            Arguments = Environment.GetCommandLineArgs()[1..],
            Variable = Environment.GetEnvironmentVariable,
            Variables = EnumerateVariables,
            WorkingDirectory = Environment.CurrentDirectory,
            Output = output,
            IsTerminal = isTerminal,
            Width = 80,
            Now = () => DateTime.Now,
            Assembly = System.Reflection.Assembly.GetEntryAssembly()?.Location is { Length: > 0 } location ? location : null,
        };
    }

    private static IEnumerable<KeyValuePair<string, string>> EnumerateVariables()
    {
        foreach (System.Collections.DictionaryEntry variable in Environment.GetEnvironmentVariables())
            yield return KeyValuePair.Create((string)variable.Key, (string?)variable.Value ?? "");
    }
}
