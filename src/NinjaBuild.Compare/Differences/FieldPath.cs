using System.Collections.Immutable;
using System.Text;

namespace NinjaBuild.Compare.Differences;

/// <summary>The way to a field of an object: <c>spec.template.spec.containers[name=web].image</c>.</summary>
/// <param name="Steps">Names of fields, and in brackets what tells an item of a list from the others.</param>
sealed record FieldPath(ImmutableArray<string> Steps)
{
    /// <summary>The object itself.</summary>
    public static FieldPath Root { get; } = new([]);

    /// <summary>The last step; empty for the object itself.</summary>
    public string Last => Steps.Length == 0 ? "" : Steps[^1];

    /// <summary>A field below this one.</summary>
    public FieldPath Field(string name) => new(Steps.Add(name));

    /// <summary>An item of this list, by its key or index.</summary>
    public FieldPath Item(string key) => new(Steps.Add($"[{key}]"));

    /// <inheritdoc/>
    public bool Equals(FieldPath? other) => other is not null && Steps.AsSpan().SequenceEqual(other.Steps.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var step in Steps)
            hash.Add(step, StringComparer.Ordinal);
        return hash.ToHashCode();
    }

    /// <summary>The path in one text; names with a dot or slash in them stand in brackets and quotes.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var step in Steps)
        {
            if (step.StartsWith('['))
                text.Append(step);
            else if (step.Contains('.', StringComparison.Ordinal) || step.Contains('/', StringComparison.Ordinal))
                text.Append("[\"").Append(step).Append("\"]");
            else
                text.Append(text.Length == 0 ? "" : ".").Append(step);
        }

        return text.ToString();
    }
}
