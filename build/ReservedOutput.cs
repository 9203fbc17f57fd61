using System.Text;

namespace NinjaBuild;

/// <summary>
/// Standard output as the place for a document. With <c>--stdout</c>, a target prints what it made and nothing else may: what the host says
/// is held back, and shown on standard error where the build fails.
/// </summary>
internal static class ReservedOutput
{
    /// <summary>Where the embedded host looks for a writer other than standard output; Nuke writes to <see cref="Console.Out"/> anyway.</summary>
    private const string HostOutput = "NinjaBuild.BuildHost.Output";

    private static StringWriter? held;
    private static bool isExplained;

    /// <summary>Whether standard output is reserved.</summary>
    public static bool IsReserved => held is not null;

    /// <summary>Reserves standard output where the arguments ask for it.</summary>
    public static void ReserveIfAsked(IEnumerable<string> arguments)
    {
        if (!arguments.Any(argument => argument.TrimStart('-').Equals("stdout", StringComparison.OrdinalIgnoreCase) && argument.StartsWith('-')))
            return;
        held = new StringWriter();
        AppContext.SetData(HostOutput, held);
        Console.SetOut(held);
    }

    /// <summary>Prints a document.</summary>
    public static void Write(ReadOnlySpan<byte> document)
    {
        using var output = Console.OpenStandardOutput();
        output.Write(document);
    }

    /// <summary>Says something beside the document, on standard error.</summary>
    public static void Warn(string message) => WriteError(message + "\n");

    /// <summary>Says why there is no document; what the host says is not needed then.</summary>
    public static void Fail(string message)
    {
        WriteError(message + "\n");
        isExplained = true;
    }

    /// <summary>Shows what was held back, if the build failed and has not said why.</summary>
    /// <returns>The exit code.</returns>
    public static int Release(int exitCode)
    {
        if (held is not null && exitCode != 0 && !isExplained)
            WriteError(held.ToString());
        return exitCode;
    }

    private static void WriteError(string text)
    {
        using var error = Console.OpenStandardError();
        error.Write(Encoding.UTF8.GetBytes(text));
    }
}
