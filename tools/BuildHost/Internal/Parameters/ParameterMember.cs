using System.Reflection;
using Nuke.Common;

namespace NinjaBuild.BuildHost.Parameters;

/// <summary>A parameter of the build or of the host itself.</summary>
internal sealed record ParameterMember(string Name, Type Type, string? Description)
{
    /// <summary>The field or property; null for one of the host's own.</summary>
    public MemberInfo? Member { get; init; }

    public char? Separator { get; init; }
    public bool IsListed { get; init; } = true;
    public bool IsSecret { get; init; }
    public bool IsRequired { get; init; }

    /// <summary>Whether it may stand without a value though it is no flag.</summary>
    public bool IsValueOptional { get; init; }

    public bool IsFlag => ValueConversion.Scalar(Type) == typeof(bool);
    public bool IsList => Type.IsArray;
    public string Dashed => ParameterText.Dashed(Name);

    public static ParameterMember Of(MemberInfo member, ParameterAttribute attribute) => new(
        attribute.Name ?? member.Name,
        member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType,
        attribute.Description?.TrimEnd('.'))
    {
        Member = member,
        Separator = attribute.Separator is { Length: 1 } separator ? separator[0] : null,
        IsListed = attribute.List,
        IsSecret = member.IsDefined(typeof(SecretAttribute)),
        IsRequired = member.IsDefined(typeof(RequiredAttribute)),
    };
}
