namespace NinjaBuild.Workspace.Model;

/// <summary>
/// Describes one field of a declaration or of a chart's values: the single source for binding, error messages, JSON Schema and the
/// reference page. The field's name in YAML is the property's name in camel case.
/// </summary>
/// <param name="description">One sentence for the person who writes the field.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FieldAttribute(string description) : Attribute
{
    /// <summary>What the field means, as shown in editors, in the reference and in <c>values.schema.json</c>.</summary>
    public string Description { get; } = description;

    /// <summary>Whether a declaration without the field is an error.</summary>
    public bool Required { get; init; }

    /// <summary>The form a text (or each text of a list, or each value of a map) must have.</summary>
    public Format Format { get; init; }

    /// <summary>The form each key of a map must have.</summary>
    public Format KeyFormat { get; init; }

    /// <summary>The default as the reference shows it; empty where there is none or where the description tells.</summary>
    public string Default { get; init; } = "";

    /// <summary>An example as YAML, for the reference page.</summary>
    public string Example { get; init; } = "";

    /// <summary>The smallest number allowed.</summary>
    public long Minimum { get; init; } = long.MinValue;

    /// <summary>The largest number allowed.</summary>
    public long Maximum { get; init; } = long.MaxValue;

    /// <summary>The declaration whose fields the mappings of this field may change; null where it holds something else.</summary>
    public Type? Overlays { get; init; }

    /// <summary>Whether an environment's overlay must not change the field, because the chart's files depend on it.</summary>
    public bool Fixed { get; init; }
}
