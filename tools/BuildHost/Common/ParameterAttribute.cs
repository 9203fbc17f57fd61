namespace Nuke.Common;

/// <summary>
/// Marks a field or property that takes its value from the command line, the environment or <c>.nuke/parameters.json</c>, in this order.
/// </summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class ParameterAttribute(string? description = null) : Attribute
{
    /// <summary>What <c>--help</c> says of it.</summary>
    public string? Description { get; } = description;

    /// <summary>Its name, where that is not the member's.</summary>
    public string? Name { get; set; }

    /// <summary>One character that separates the values of a list within one argument or variable.</summary>
    public string? Separator { get; set; }

    /// <summary>Whether <c>--help</c> lists it.</summary>
    public bool List { get; set; } = true;
}

/// <summary>A parameter without which nothing runs.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class RequiredAttribute : Attribute;

/// <summary>A parameter whose value is never shown.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class SecretAttribute : Attribute;
