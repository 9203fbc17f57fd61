using System.Runtime.InteropServices;

namespace NinjaBuild.BuildHost;

/// <summary>What is done before Ctrl+C, or a polite kill, ends the process.</summary>
internal static class Interruption
{
    /// <summary>Does it until disposed. The process then ends as it would have without.</summary>
    public static IDisposable Register(Action action)
    {
        var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => action());
        var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => action());
        return new Registrations(interrupt, terminate);
    }

    private sealed class Registrations(PosixSignalRegistration first, PosixSignalRegistration second) : IDisposable
    {
        public void Dispose()
        {
            first.Dispose();
            second.Dispose();
        }
    }
}
