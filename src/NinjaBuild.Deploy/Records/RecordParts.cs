using System.Security.Cryptography;

namespace NinjaBuild.Deploy.Records;

/// <summary>The objects of a revision in parts, each of which fits into a Secret.</summary>
static class RecordParts
{
    /// <summary>The key of a part's content.</summary>
    public const string Key = "objects";

    /// <summary>Takes objects apart.</summary>
    /// <exception cref="DeployException">They are more than may be recorded.</exception>
    public static (StoredObjects Stored, IReadOnlyList<ReadOnlyMemory<byte>> Parts) Split(RevisionObjects objects, byte[] salt)
    {
        var text = ObjectLines.Write(objects, salt);
        var parts = new List<ReadOnlyMemory<byte>>();
        for (int start = 0; start < text.Length; start += RecordLimits.PartBytes)
            parts.Add(text.Slice(start, Math.Min(RecordLimits.PartBytes, text.Length - start)));
        var digest = Convert.ToHexStringLower(SHA256.HashData(text.Span));
        return (new StoredObjects(digest, parts.Count, objects.Objects.Count, objects.Hooks.Count), parts);
    }

    /// <summary>Puts objects together again.</summary>
    /// <exception cref="BrokenRecordException">They are not what was written.</exception>
    public static RevisionObjects Join(IReadOnlyList<byte[]> parts, StoredObjects stored)
    {
        var text = parts is [var only] ? only : [.. parts.SelectMany(part => part)];
        if (Convert.ToHexStringLower(SHA256.HashData(text)) != stored.Digest)
            throw new BrokenRecordException("has not the content that its revision names");
        return ObjectLines.Read(new MemoryStream(text), stored);
    }
}
