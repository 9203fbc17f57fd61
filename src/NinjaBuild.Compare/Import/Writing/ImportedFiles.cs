using System.Text;

namespace NinjaBuild.Compare.Import.Writing;

/// <summary>Puts the files of an import into a workspace: all of them, or none.</summary>
public static class ImportedFiles
{
    /// <summary>Writes files.</summary>
    /// <param name="root">Root of the workspace.</param>
    /// <param name="files">The files.</param>
    /// <param name="force">Whether files that exist are replaced.</param>
    /// <exception cref="ImportException">Files stand in the way, or the folder cannot be written to; then nothing has changed.</exception>
    public static void Write(string root, IReadOnlyList<ImportedFile> files, bool force)
    {
        var existing = files.Where(file => File.Exists(Path.Combine(root, file.Path)) || Directory.Exists(Path.Combine(root, file.Path))).Select(file => file.Path).ToList();
        if (existing.Count > 0 && !force)
            throw new ImportException([.. existing.Select(path => $"{path} exists: --force replaces it")]);

        var written = new List<string>();
        var replaced = new List<(string Path, string Backup)>();
        var suffix = $".import-{Environment.ProcessId}";
        try
        {
            foreach (var file in files)
            {
                var path = Path.Combine(root, file.Path);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllBytes(path + suffix, Encoding.UTF8.GetBytes(file.Text));
                written.Add(path + suffix);
            }

            foreach (var file in files)
            {
                var path = Path.Combine(root, file.Path);
                if (File.Exists(path))
                {
                    File.Move(path, path + suffix + ".old");
                    replaced.Add((path, path + suffix + ".old"));
                }

                File.Move(path + suffix, path);
                written[written.IndexOf(path + suffix)] = path;
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            written.ForEach(Delete);
            replaced.ForEach(file => File.Move(file.Backup, file.Path, overwrite: true));
            throw new ImportException([$"the files cannot be written: {error.Message}"]);
        }

        replaced.ForEach(file => Delete(file.Backup));
    }

    static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // What cannot be taken away again stands under a name that nothing reads.
        }
    }
}
