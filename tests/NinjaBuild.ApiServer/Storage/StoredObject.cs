using NinjaBuild.ApiServer.Objects;

namespace NinjaBuild.ApiServer.Storage;

/// <summary>An object in one state, which never changes.</summary>
sealed class StoredObject(ObjectKey key, Tree tree, long revision)
{
    byte[]? _json;

    public ObjectKey Key { get; } = key;

    /// <summary>The object; not to be changed.</summary>
    public Tree Tree { get; } = tree;

    /// <summary>The revision that it came with: <c>metadata.resourceVersion</c>.</summary>
    public long Revision { get; } = revision;

    public byte[] Json => _json ??= JsonTree.Write(Tree);
}

/// <summary>A change of an object.</summary>
/// <param name="Revision">The revision that it made.</param>
/// <param name="Key">The object.</param>
/// <param name="Before">Its state before; null where it was created.</param>
/// <param name="After">Its state after; null where it was deleted.</param>
sealed record Change(long Revision, ObjectKey Key, StoredObject? Before, StoredObject? After);
