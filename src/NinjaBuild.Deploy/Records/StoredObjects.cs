namespace NinjaBuild.Deploy.Records;

/// <summary>Where the objects of a revision are.</summary>
/// <param name="Digest">The SHA-256 digest of their compressed text, in hexadecimal.</param>
/// <param name="Parts">In how many Secrets.</param>
/// <param name="Objects">How many objects there are.</param>
/// <param name="Hooks">How many hooks.</param>
sealed record StoredObjects(string Digest, int Parts, int Objects, int Hooks)
{
    /// <summary>Enough of the digest to tell texts of one release apart in names and labels.</summary>
    public string ShortDigest => Digest[..16];
}
