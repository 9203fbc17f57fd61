namespace NinjaBuild.Hermetic;

/// <summary>Where a file's bytes come from when they are asked for.</summary>
interface IContentSource
{
    /// <summary>The bytes of a digest, verified.</summary>
    /// <exception cref="HermeticException">They cannot be had any more.</exception>
    byte[] Read(Digest digest);
}
