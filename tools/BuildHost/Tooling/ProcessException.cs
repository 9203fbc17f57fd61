using System.Text;

namespace Nuke.Common.Tooling;

/// <summary>A process ended with an exit code that means failure.</summary>
public sealed class ProcessException(IProcess process) : Exception(Format(process))
{
    public int ExitCode { get; } = process.ExitCode;

    /// <summary>The message: the command line and what it said matter, not who called it.</summary>
    public override string ToString() => Message;

    private static string Format(IProcess process)
    {
        var text = new StringBuilder()
            .AppendLine($"Process '{Path.GetFileName(process.FileName)}' exited with code {process.ExitCode}.")
            .AppendLine($"   > {process.FileName} {process.Arguments}")
            .Append($"   @ {process.WorkingDirectory}");
        var errors = process.Output.Where(x => x.Type == OutputType.Err).ToList();
        if (errors.Count > 0)
            text.AppendLine().Append("Error output:");
        foreach (var error in errors)
            text.AppendLine().Append("   ").Append(error.Text);
        return text.ToString();
    }
}
