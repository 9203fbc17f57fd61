using System.Globalization;

namespace NinjaBuild.Hermetic;

/// <summary>
/// The folder that holds everything a build writes, held by one build at a time. What builds need for themselves lies in its
/// <c>.ninja</c>: the lock, the record, and <c>tmp</c>, where new folders are built before they take their place.
/// </summary>
public sealed class OutputRoot : IDisposable
{
    const string Own = ".ninja";

    readonly LockFile _lock;
    readonly string _token = Guid.NewGuid().ToString("N");
    int _temporary;

    OutputRoot(string folder, LockFile taken) => (Folder, _lock) = (folder, taken);

    /// <summary>Full path of the folder.</summary>
    public string Folder { get; }

    /// <summary>Full path of the file that holds the record of the last build.</summary>
    public string RecordPath => $"{Folder}/{Own}/record";

    string Temporary => $"{Folder}/{Own}/tmp";

    /// <summary>Takes hold of an output root, once no other build holds it; what a killed build left unfinished is removed.</summary>
    /// <param name="folder">The folder; made where it is missing.</param>
    /// <param name="waiting">Is told, once, when another build has to be waited for.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="OutputException">The folder cannot be made or written.</exception>
    /// <exception cref="OperationCanceledException">Cancelled while waiting.</exception>
    public static OutputRoot Open(string folder, Action<string>? waiting = null, CancellationToken cancellation = default)
    {
        folder = Path.GetFullPath(folder).Replace('\\', '/').TrimEnd('/');
        return Guard(folder, () =>
        {
            Directory.CreateDirectory($"{folder}/{Own}");
            var root = new OutputRoot(folder, Take($"{folder}/{Own}/lock", folder, waiting, cancellation));
            DropTemporary(root.Temporary);
            return root;
        });
    }

    /// <summary>Lets the next build in.</summary>
    public void Dispose() => _lock.Dispose();

    /// <summary>Deletes a folder that a build made: first out of sight in one step, then for good.</summary>
    /// <param name="folder">Path below the output root.</param>
    /// <exception cref="OutputException">It cannot be removed.</exception>
    public void Remove(string folder)
    {
        FilePath.Check(folder);
        var path = $"{Folder}/{folder}";
        if (FileStatus.Of(path, follow: false).Kind == FileKind.Missing)
            return;
        Guard(path, () =>
        {
            var gone = NewTemporary();
            Directory.CreateDirectory(Temporary);
            Move(path, gone);
            DropTemporary(gone);
            return true;
        });
    }

    /// <summary>A path in the temporary folder that nothing has yet.</summary>
    internal string NewTemporary() => string.Create(CultureInfo.InvariantCulture, $"{Temporary}/{_token}-{Interlocked.Increment(ref _temporary)}");

    /// <summary>Lets a finished folder take its place: a reader finds the old one or the new one, whole, however this process ends.</summary>
    internal void Place(string finished, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (FileStatus.Of(path, follow: false).Kind == FileKind.Missing)
        {
            Directory.Move(finished, path);
            return;
        }

        if (FolderSwap.TryExchange(finished, path))
        {
            DropTemporary(finished);
            return;
        }

        // Without an exchange there is a moment with no folder at all; the next build sees it missing and makes it.
        var old = NewTemporary();
        Move(path, old);
        Directory.Move(finished, path);
        DropTemporary(old);
    }

    /// <summary>Replaces a file of the build's own in one step.</summary>
    internal void WriteOwn(string path, ReadOnlySpan<byte> content)
    {
        var temporary = NewTemporary();
        var bytes = content.ToArray();
        try
        {
            Guard(path, () =>
            {
                Directory.CreateDirectory(Temporary);
                File.WriteAllBytes(temporary, bytes);
                File.Move(temporary, path, overwrite: true);
                return true;
            });
        }
        catch
        {
            // What a full disk took of it is space that the user needs.
            DropTemporary(temporary);
            throw;
        }
    }

    /// <summary>Deletes what is no longer needed; what cannot be deleted now is left to the next build.</summary>
    internal static void DropTemporary(string path)
    {
        try
        {
            switch (FileStatus.Of(path, follow: false).Kind)
            {
                case FileKind.Folder:
                    Directory.Delete(path, recursive: true);
                    break;
                case not FileKind.Missing:
                    File.Delete(path);
                    break;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is out of everybody's way.
        }
    }

    internal static T Guard<T>(string path, Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OutputException(path, $"cannot be written: {IoFault.Describe(e)}", e);
        }
    }

    static void Move(string from, string to)
    {
        if (FileStatus.Of(from, follow: false).Kind == FileKind.Folder)
            Directory.Move(from, to);
        else
            File.Move(from, to);
    }

    static LockFile Take(string path, string folder, Action<string>? waiting, CancellationToken cancellation)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            if (LockFile.TryTake(path) is { } taken)
                return taken;
            if (isFirst)
                waiting?.Invoke($"Waiting for another build in {folder} to end");
            cancellation.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(20));
            cancellation.ThrowIfCancellationRequested();
        }
    }
}
