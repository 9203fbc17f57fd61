using NinjaBuild.Deploy.Reports;

namespace NinjaBuild.Deploy;

/// <summary>Where a deploy is reported to.</summary>
/// <param name="Text">Gets the lines.</param>
/// <param name="Size">Width and height of the terminal; null where lines go to a log, and cannot be rewritten.</param>
public sealed record DeployOutput(TextWriter Text, Func<(int Width, int Height)>? Size)
{
    readonly Lock _gate = new();

    /// <summary>Writes lines that belong together.</summary>
    public void Write(IEnumerable<string> lines)
    {
        lock (_gate)
        {
            foreach (var line in lines)
                Text.WriteLine(OutputLine.Of(line));
        }
    }

    void Show(string text)
    {
        lock (_gate)
        {
            Text.Write(text);
            Text.Flush();
        }
    }

    /// <summary>Reports how one release gets on.</summary>
    /// <param name="ns">The release's namespace.</param>
    /// <param name="prefix">What stands before every line, where several releases are deployed at the same time; else empty.</param>
    internal IDeployObserver Observe(string ns, string prefix) =>
        Size is not null && prefix.Length == 0 ? new LiveProgress(ns, Show, Size, TimeProvider.System) : new PlainProgress(ns, line => Write([line]), prefix);
}
