namespace NinjaBuild.Hermetic;

/// <summary>Reads files of the workspace; small ones, which many actions share, are kept once they were read.</summary>
sealed class SourceReader(string root, string path) : IContentSource
{
    // Declarations and templates are far smaller; what is larger is read again rather than kept.
    const int Kept = 256 << 10;

    byte[]? _content;

    public byte[] Read(Digest digest)
    {
        if (_content is { } known)
            return known;
        var content = Guard(path, () => File.ReadAllBytes($"{root}/{path}"));
        if (Digest.Of(content) != digest)
            throw new SourceException(path, "it was changed while it was being built. Build again");
        if (content.Length <= Kept)
            _content = content;
        return content;
    }

    /// <summary>Digest of what the file holds now.</summary>
    /// <exception cref="SourceException">It cannot be read.</exception>
    public Digest Look(long size)
    {
        if (size > Kept)
        {
            return Guard(path, () =>
            {
                using var file = new FileStream($"{root}/{path}", FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
                return Digest.Of(file);
            });
        }

        _content = Guard(path, () => File.ReadAllBytes($"{root}/{path}"));
        return Digest.Of(_content);
    }

    static T Guard<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SourceException(path, $"it cannot be read: {IoFault.Describe(e)}", e);
        }
    }
}
