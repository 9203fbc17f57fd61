namespace NinjaBuild.Deploy.Records;

/// <summary>What a record may have at most: whoever may write Secrets in the namespace may write what looks like one.</summary>
static class RecordLimits
{
    /// <summary>Bytes of a Secret's data: a Secret may hold 1 MiB (MaxSecretSize), a request to etcd 1.5 MiB.</summary>
    public const int PartBytes = 900_000;

    /// <summary>Bytes of a part that is read: what a Secret may hold.</summary>
    public const int ReadPartBytes = 1 << 20;

    /// <summary>Secrets that the objects of one revision fill.</summary>
    public const int Parts = 32;

    /// <summary>Bytes of all objects of a revision as text.</summary>
    public const long TextBytes = 256 << 20;

    /// <summary>Bytes of one object as text: more than the server takes.</summary>
    public const int ObjectBytes = 4 << 20;

    /// <summary>Objects and hooks of a revision.</summary>
    public const int Objects = 50_000;

    /// <summary>Bytes of a revision's summary.</summary>
    public const int SummaryBytes = 64 << 10;

    /// <summary>Characters of a text in a summary.</summary>
    public const int TextLength = 4096;

    /// <summary>Records of a release.</summary>
    public const int Revisions = 500;
}
