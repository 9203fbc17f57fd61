namespace NinjaBuild.GoTemplates;

/// <summary>What a template sees where a map has no such key (Go's option <c>missingkey</c>).</summary>
public enum MissingKey
{
    /// <summary>No value: prints <c>&lt;no value&gt;</c>, and fields of it are no value either.</summary>
    NoValue,

    /// <summary>Nil: prints <c>&lt;no value&gt;</c>, and a field of it is an error. Helm's choice.</summary>
    Zero,

    /// <summary>An error that names the key.</summary>
    Error,
}
