namespace NinjaBuild.Deploy.Tests;

/// <summary>A folder that goes with the test.</summary>
sealed class TemporaryFiles : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ninjabuild-deploy-");

    public string Folder => _folder.FullName;

    /// <summary>Writes a file, and gives its path.</summary>
    public string Write(string path, string text)
    {
        var file = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
