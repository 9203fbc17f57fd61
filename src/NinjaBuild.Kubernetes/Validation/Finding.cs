using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Yaml;

namespace NinjaBuild.Kubernetes.Validation;

/// <summary>What is wrong with a field.</summary>
public enum FindingRule
{
    /// <summary>The version serves no such kind.</summary>
    UnknownKind,

    /// <summary>The kind is served only where it is switched on.</summary>
    NotServedByDefault,

    /// <summary>The kind has no such field.</summary>
    UnknownField,

    /// <summary>The value is of another type.</summary>
    WrongType,

    /// <summary>The value cannot be read as what the field takes: a quantity, a time, base64.</summary>
    BadValue,

    /// <summary>A field that must be there is not.</summary>
    MissingField,

    /// <summary>The value is none of those that are allowed.</summary>
    NotAllowed,

    /// <summary>Two items of a list have one key.</summary>
    DuplicateItem,

    /// <summary>A label's or annotation's key or value breaks the rules for them.</summary>
    BadLabel,
}

/// <summary>Something wrong with an object.</summary>
/// <param name="Severity">How bad it is.</param>
/// <param name="Rule">What is wrong.</param>
/// <param name="Object">The object.</param>
/// <param name="FieldPath">The field; empty for the whole object.</param>
/// <param name="At">The place in the rendered text.</param>
/// <param name="Message">What is wrong and what to do. Values of Secrets are never in it.</param>
public sealed record Finding(FaultSeverity Severity, FindingRule Rule, Manifest Object, string FieldPath, Position At, string Message)
{
    /// <summary><c>path:line:column: Deployment ns/name: spec.replicas: message (from template)</c>.</summary>
    public override string ToString()
    {
        var warning = Severity == FaultSeverity.Warning ? "warning: " : "";
        var field = FieldPath.Length == 0 ? "" : $"{FieldPath}: ";
        var from = Object.Source is null ? "" : $" (from {Object.Source})";
        return $"{Object.Path}:{At}: {warning}{Object.Identity}: {field}{Message}{from}";
    }
}

/// <summary>What came of checking objects.</summary>
/// <param name="Findings">What is wrong, object by object.</param>
/// <param name="Checked">How many objects were checked.</param>
/// <param name="NotChecked">The objects whose kinds are not built in, and which therefore were not checked.</param>
public sealed record ValidationReport(IReadOnlyList<Finding> Findings, int Checked, IReadOnlyList<Manifest> NotChecked);
