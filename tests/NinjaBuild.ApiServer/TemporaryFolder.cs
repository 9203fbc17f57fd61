namespace NinjaBuild.ApiServer;

/// <summary>A folder that only this user may read, deleted in the end.</summary>
sealed class TemporaryFolder : IDisposable
{
    readonly Lazy<DirectoryInfo> _folder = new(() => Directory.CreateTempSubdirectory("ninjabuild-apiserver-"));

    public string Path => _folder.Value.FullName;

    public void Dispose()
    {
        if (_folder.IsValueCreated) _folder.Value.Delete(recursive: true);
    }
}
