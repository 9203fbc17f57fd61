using System.Collections;
using System.Collections.Concurrent;
using NinjaBuild.Yaml;

namespace NinjaBuild.Workspace.Model;

/// <summary>What a value may be, as its .NET type says; worked out once for each type.</summary>
public sealed class ValueShape
{
    static readonly ConcurrentDictionary<Type, ValueShape> Known = new();
    readonly Type? _collection;
    readonly Dictionary<string, object>? _members;

    ValueShape(Type type)
    {
        Type = type;
        Kind = KindOf(type);
        if (Kind is ValueKind.List or ValueKind.Map)
        {
            var arguments = type.GetGenericArguments();
            Item = Of(arguments[^1]);
            _collection = Kind == ValueKind.List
                ? typeof(List<>).MakeGenericType(arguments)
                : typeof(Dictionary<,>).MakeGenericType(arguments);
        }

        if (Kind == ValueKind.Choice)
        {
            Choices = ModelType.NamesOf(type);
            _members = [];
            foreach (Enum member in Enum.GetValues(type))
                _members[ModelType.NameOf(member)] = member;
        }
    }

    /// <summary>The type; never a nullable one.</summary>
    public Type Type { get; }

    /// <summary>What kind of value it is.</summary>
    public ValueKind Kind { get; }

    /// <summary>What the items of a list or the values of a map may be; else null.</summary>
    public ValueShape? Item { get; }

    /// <summary>The words of a choice, in order; else empty.</summary>
    public IReadOnlyList<string> Choices { get; } = [];

    /// <summary>The model of a record.</summary>
    public ModelType Record => ModelType.Of(Type);

    /// <summary>The shape of a type; of a nullable one, of the type inside.</summary>
    public static ValueShape Of(Type type) => Known.GetOrAdd(Nullable.GetUnderlyingType(type) ?? type, static type => new ValueShape(type));

    internal object? Member(string word) => _members!.GetValueOrDefault(word);

    internal IList NewList() => (IList)Activator.CreateInstance(_collection!)!;

    internal IDictionary NewMap() => (IDictionary)Activator.CreateInstance(_collection!)!;

    static ValueKind KindOf(Type type)
    {
        if (type == typeof(string))
            return ValueKind.Text;
        if (type == typeof(bool))
            return ValueKind.Flag;
        if (type == typeof(int))
            return ValueKind.Number;
        if (type.IsEnum)
            return ValueKind.Choice;
        if (type == typeof(YamlMapping))
            return ValueKind.Node;
        if (type == typeof(IReadOnlyDictionary<string, object?>))
            return ValueKind.Raw;
        if (!type.IsGenericType)
            return ValueKind.Record;
        return type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? ValueKind.List : ValueKind.Map;
    }
}

/// <summary>Kinds of values of the model.</summary>
public enum ValueKind
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>true or false.</summary>
    Flag,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>One of several words.</summary>
    Choice,

    /// <summary>A list.</summary>
    List,

    /// <summary>A mapping of free keys.</summary>
    Map,

    /// <summary>A mapping of known fields.</summary>
    Record,

    /// <summary>A mapping that is passed on as plain values, as Kubernetes takes it.</summary>
    Raw,

    /// <summary>A mapping that is kept as it was read.</summary>
    Node,
}
