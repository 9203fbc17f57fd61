namespace NinjaBuild.Benchmarks;

/// <summary>A temporary folder that is gone afterwards.</summary>
sealed class ScratchFolder : IDisposable
{
    readonly string _path = Directory.CreateTempSubdirectory("ninjabuild-benchmarks-").FullName;

    /// <summary>A new folder inside.</summary>
    public string Folder(string name) => Directory.CreateDirectory(Path.Combine(_path, name)).FullName;

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
