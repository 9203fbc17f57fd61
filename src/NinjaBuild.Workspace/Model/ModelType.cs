using System.Collections.Concurrent;
using System.Reflection;

namespace NinjaBuild.Workspace.Model;

/// <summary>A record of the model as YAML sees it: its fields in the order in which they are declared.</summary>
public sealed class ModelType
{
    static readonly ConcurrentDictionary<Type, ModelType> Known = new();
    static readonly ConcurrentDictionary<Enum, string> EnumNames = new();
    readonly Dictionary<string, ModelField> _byName;

    ModelType(Type type)
    {
        Type = type;
        Fields = [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => (Property: property, Attribute: property.GetCustomAttribute<FieldAttribute>()))
            .Where(pair => pair.Attribute is not null)
            .Select(pair => new ModelField(pair.Property, pair.Attribute!))];
        _byName = Fields.ToDictionary(field => field.Name);
        Names = [.. Fields.Select(field => field.Name)];
        Required = [.. Fields.Where(field => field.Attribute.Required)];
    }

    /// <summary>The record.</summary>
    public Type Type { get; }

    /// <summary>Its fields, in the order in which they are declared.</summary>
    public IReadOnlyList<ModelField> Fields { get; }

    /// <summary>The fields' names, in the order in which they are declared.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The fields that a declaration must have.</summary>
    public IReadOnlyList<ModelField> Required { get; }

    /// <summary>The model of a type.</summary>
    public static ModelType Of(Type type) => Known.GetOrAdd(type, static type => new ModelType(type));

    /// <summary>The field of a name, which must exist.</summary>
    public ModelField Field(string name) => _byName[name];

    internal object NewRecord() => Activator.CreateInstance(Type)!;

    /// <summary>The field of a name, or null.</summary>
    public ModelField? TryField(string name) => _byName.GetValueOrDefault(name);

    /// <summary>How an enum's member is written in YAML.</summary>
    public static string NameOf(Enum member) => EnumNames.GetOrAdd(member, static member => Spelling(member.GetType(), member.ToString()));

    /// <summary>The member that a text names; it must be one of <see cref="NamesOf"/>.</summary>
    public static T ParseEnum<T>(string text)
        where T : struct, Enum => Enum.GetValues<T>().First(member => NameOf(member) == text);

    /// <summary>How the members of an enum are written, in order.</summary>
    public static IReadOnlyList<string> NamesOf(Type type) => [.. Enum.GetValues(type).Cast<Enum>().Select(NameOf)];

    // Words of Kubernetes keep its spelling; ours are in lower case with hyphens.
    static string Spelling(Type type, string name) => type.GetCustomAttribute<SpellingAttribute>()?.Case switch
    {
        NameCase.Pascal => name,
        NameCase.Upper => name.ToUpperInvariant(),
        _ => Kebab(name),
    };

    static string Kebab(string name) => string.Concat(
        name.Select((letter, index) => index > 0 && char.IsUpper(letter) ? $"-{char.ToLowerInvariant(letter)}" : char.ToLowerInvariant(letter).ToString()));
}

/// <summary>A field of a record.</summary>
public sealed class ModelField
{
    readonly PropertyInfo _property;
    ValueShape? _shape;

    internal ModelField(PropertyInfo property, FieldAttribute attribute)
    {
        _property = property;
        Attribute = attribute;
        Name = char.ToLowerInvariant(property.Name[0]) + property.Name[1..];
        Type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
    }

    /// <summary>The name in YAML.</summary>
    public string Name { get; }

    /// <summary>What is known of it.</summary>
    public FieldAttribute Attribute { get; }

    /// <summary>Type of the value; of a nullable one, the type inside.</summary>
    public Type Type { get; }

    /// <summary>What the value may be.</summary>
    public ValueShape Shape => _shape ??= ValueShape.Of(Type);

    /// <summary>The field's value in a new record.</summary>
    public object? DefaultValue => _property.GetValue(Activator.CreateInstance(_property.ReflectedType!));

    /// <summary>The field's value in a record.</summary>
    public object? GetValue(object record) => _property.GetValue(record);

    internal void SetValue(object record, object? value) => _property.SetValue(record, value);
}

/// <summary>How the members of an enum are written in YAML, where not in lower case with hyphens.</summary>
[AttributeUsage(AttributeTargets.Enum)]
public sealed class SpellingAttribute(NameCase @case) : Attribute
{
    /// <summary>The case.</summary>
    public NameCase Case { get; } = @case;
}

/// <summary>A way to write names.</summary>
public enum NameCase
{
    /// <summary>As in the code: <c>RollingUpdate</c>.</summary>
    Pascal,

    /// <summary><c>TCP</c>.</summary>
    Upper,
}
