namespace NinjaBuild.Hermetic.Tests;

sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("ninja-hermetic-").FullName;

    public string this[string below] => System.IO.Path.Combine(Path, below);

    // Files as a user has them: written a while ago.
    public void Write(string below, string text, int secondsAgo = 60)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[below])!);
        File.WriteAllText(this[below], text);
        File.SetLastWriteTimeUtc(this[below], DateTime.UtcNow.AddSeconds(-secondsAgo));
        Settle();
    }

    // Folders count as just changed otherwise, and are listed again.
    public void Settle()
    {
        foreach (var folder in Directory.EnumerateDirectories(Path, "*", SearchOption.AllDirectories).Append(Path))
        {
            if (Directory.GetLastWriteTimeUtc(folder) > DateTime.UtcNow.AddSeconds(-5))
                Directory.SetLastWriteTimeUtc(folder, DateTime.UtcNow.AddSeconds(-30));
        }
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A process that was killed may still be writing.
        }
    }
}
