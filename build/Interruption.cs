using System.Runtime.InteropServices;
using NinjaBuild.Components;
using NinjaBuild.Deploy;

namespace NinjaBuild;

/// <summary>
/// Turns Ctrl+C, or a polite kill, into a cancellation: the first ends the work, so that what was begun is undone before the process ends;
/// the second ends the undoing; the third ends the process.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly CancellationTokenSource abort = new();
    private readonly Action onFirst;
    private readonly PosixSignalRegistration interrupt;
    private readonly PosixSignalRegistration terminate;

    /// <summary>Waits for it until disposed.</summary>
    /// <param name="onFirst">Says so.</param>
    public Interruption(Action onFirst)
    {
        this.onFirst = onFirst;
        interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle);
        terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle);
    }

    /// <summary>What the signals lead to.</summary>
    public StopSignals Signals => new(stop.Token, abort.Token);

    /// <inheritdoc/>
    public void Dispose()
    {
        interrupt.Dispose();
        terminate.Dispose();
        stop.Dispose();
        abort.Dispose();
    }

    // Handlers run from the newest to the oldest, each on the thread of its signal. The host's own would report the end of the build: it is
    // kept waiting, and the end of the target ends the process.
    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        if (abort.IsCancellationRequested)
            Environment.Exit(ExitCodes.LeftBroken);
        if (stop.IsCancellationRequested)
        {
            abort.Cancel();
        }
        else
        {
            onFirst();
            stop.Cancel();
        }

        Thread.Sleep(Timeout.Infinite);
    }
}
