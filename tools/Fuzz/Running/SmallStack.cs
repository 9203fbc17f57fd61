namespace NinjaBuild.Fuzz.Running;

/// <summary>Runs work on a stack of the size that threads have on the systems that give least.</summary>
static class SmallStack
{
    const int Size = 1 << 20;

    public static T Run<T>(Func<T> work)
    {
        T result = default!;
        var thread = new Thread(() => result = work(), Size);
        thread.Start();
        thread.Join();
        return result;
    }
}
