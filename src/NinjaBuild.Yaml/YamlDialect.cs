namespace NinjaBuild.Yaml;

/// <summary>How forgiving the reader is.</summary>
public enum YamlDialect
{
    /// <summary>For declarations: a key that stands twice is an error, and a mapping's own keys win over merged ones, as YAML says.</summary>
    Strict,

    /// <summary>
    /// As <c>Unmarshal</c> of sigs.k8s.io/yaml does: the first document only, the last of equal keys wins, merged keys replace what
    /// stands before the <c>&lt;&lt;</c>, and a number that JSON does not have (<c>.inf</c>, <c>.nan</c>) is an error.
    /// </summary>
    Kubernetes,
}
