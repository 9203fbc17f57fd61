using System.Diagnostics.CodeAnalysis;

namespace Nuke.Common.IO;

/// <summary>A normalised absolute path of a file or directory; <c>root / "a" / "b"</c> joins.</summary>
[SuppressMessage("Usage", "CA2225", Justification = "The operators are the API.")]
public sealed class AbsolutePath : IEquatable<AbsolutePath>
{
    private readonly string path;

    private AbsolutePath(string path) => this.path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));

    /// <exception cref="ArgumentException">The path is not rooted.</exception>
    public static AbsolutePath Create(string path)
        => Path.IsPathFullyQualified(path) ? new AbsolutePath(path) : throw new ArgumentException($"Path '{path}' must be rooted");

    public string Name => Path.GetFileName(path);
    public string NameWithoutExtension => Path.GetFileNameWithoutExtension(path);
    public string Extension => Path.GetExtension(path);
    public AbsolutePath? Parent => Path.GetDirectoryName(path) is { } parent ? new AbsolutePath(parent) : null;

    [return: NotNullIfNotNull(nameof(path))]
    public static implicit operator AbsolutePath?(string? path) => path is null ? null : Create(path);

    [return: NotNullIfNotNull(nameof(path))]
    public static implicit operator string?(AbsolutePath? path) => path?.path;

    public static AbsolutePath operator /(AbsolutePath left, string? right)
        => Path.IsPathRooted(right ?? "")
            ? throw new ArgumentException($"Path '{right}' must be relative to be joined to '{left}'")
            : new AbsolutePath(Path.Combine(left.path, right ?? ""));

    public static AbsolutePath operator +(AbsolutePath left, string? right) => new(left.path + right);

    public static bool operator ==(AbsolutePath? left, AbsolutePath? right) => Equals(left, right);

    public static bool operator !=(AbsolutePath? left, AbsolutePath? right) => !Equals(left, right);

    /// <inheritdoc/>
    public bool Equals(AbsolutePath? other) => other is not null && string.Equals(path, other.path, Comparison);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is AbsolutePath other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => path.GetHashCode(Comparison);

    /// <inheritdoc/>
    public override string ToString() => path;

    private static StringComparison Comparison
        => OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
}
