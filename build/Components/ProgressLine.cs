namespace NinjaBuild.Components;

/// <summary>Shows on a terminal how far long work has come, in one line that goes when the work is done.</summary>
internal sealed class ProgressLine : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly bool isTerminal = !Console.IsOutputRedirected && !string.Equals(Environment.GetEnvironmentVariable("TERM"), "dumb", StringComparison.Ordinal);
    private readonly DateTime start = DateTime.UtcNow;
    private DateTime shown;

    /// <summary>Says how many of how many actions are done. Short work says nothing.</summary>
    public void Show(int done, int total)
    {
        var now = DateTime.UtcNow;
        if (!isTerminal || now - start < Patience || now - shown < Interval)
            return;
        shown = now;
        const int width = 30;
        var filled = (int)((long)width * done / Math.Max(1, total));
        Console.Write($"\r{new string('━', filled)}{new string('─', width - filled)} {done}/{total} actions\u001b[K");
    }

    /// <summary>Takes the line away.</summary>
    public void Clear()
    {
        if (shown != default)
            Console.Write("\r\u001b[K");
        shown = default;
    }

    /// <inheritdoc/>
    public void Dispose() => Clear();
}
