namespace NinjaBuild.Hermetic;

/// <summary>Where a workspace has its sources.</summary>
public sealed class SourceLayout
{
    /// <summary>Names of folders that hold no sources, whatever lies in them.</summary>
    public static IReadOnlyList<string> UsuallyIgnored { get; } = [".git", ".hg", ".svn", ".venv", "artifacts", "bin", "node_modules", "obj"];

    /// <summary>Declares the sources.</summary>
    /// <param name="patterns">Patterns as in <see cref="SourcePattern"/>.</param>
    /// <param name="ignored">Names of folders not to enter; <see cref="UsuallyIgnored"/> unless given.</param>
    /// <exception cref="FormatException">A pattern is none.</exception>
    public SourceLayout(IEnumerable<string> patterns, IEnumerable<string>? ignored = null)
    {
        Patterns = [.. patterns.Select(SourcePattern.Parse)];
        Ignored = new HashSet<string>(ignored ?? UsuallyIgnored);
    }

    internal IReadOnlyList<SourcePattern> Patterns { get; }

    internal IReadOnlySet<string> Ignored { get; }

    /// <summary>The same for the same declaration.</summary>
    public override string ToString() => $"{string.Join(' ', Patterns)} - {string.Join(' ', Ignored.Order(StringComparer.Ordinal))}";
}
