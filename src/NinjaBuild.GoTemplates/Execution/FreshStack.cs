using System.Runtime.ExceptionServices;

namespace NinjaBuild.GoTemplates.Execution;

/// <summary>Goes on with a deep recursion on the stack of another thread, where this one's is nearly used up; the limits end it, not a crash.</summary>
internal static class FreshStack
{
    const int Size = 16 * 1024 * 1024;

    public static void Run(Action work) => Run(() =>
    {
        work();
        return true;
    });

    public static T Run<T>(Func<T> work)
    {
        T result = default!;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    result = work();
                }
                catch (Exception e)
                {
                    failure = ExceptionDispatchInfo.Capture(e);
                }
            },
            Size);
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result;
    }
}
