using NinjaBuild.GoTemplates;
using NinjaBuild.Helm.Functions;
using List = System.Collections.Generic.IReadOnlyList<object?>;
using Map = System.Collections.Generic.IReadOnlyDictionary<string, object?>;

namespace NinjaBuild.Helm.Schemas;

/// <summary>
/// Holds a value against a schema, with the outcome, words and grouping of github.com/santhosh-tekuri/jsonschema v6; what has no order
/// there, because Go's maps have none, is by name here. This part is for what concerns any value.
/// </summary>
sealed partial class SchemaValidator
{
    const int MaxDepth = 500;
    const int MaxViolations = 1000;

    readonly SchemaNode _schema;
    readonly object? _value;
    readonly string _pointer;
    readonly SchemaValidator? _parent;
    readonly int _valueId;
    readonly List<SchemaViolation> _violations = [];
    readonly HashSet<string> _evaluatedNames = new(StringComparer.Ordinal);
    readonly HashSet<int> _evaluatedItems = [];

    SchemaValidator(SchemaNode schema, object? value, string pointer, SchemaValidator? parent, int valueId)
    {
        (_schema, _value, _pointer, _parent, _valueId) = (schema, value, pointer, parent, valueId);
        Depth = parent is null ? 0 : parent.Depth + 1;
    }

    int Depth { get; }

    /// <summary>What is wrong with a value.</summary>
    public static IReadOnlyList<SchemaViolation> Validate(SchemaNode schema, object? value) =>
        new SchemaValidator(schema, value, "", null, 0).Run() switch
        {
            null => [],
            { IsGroup: true } group => group.Causes,
            var single => [single],
        };

    SchemaViolation? Run()
    {
        if (_schema.IsFalse)
            return Violation("false schema");
        if (Depth > MaxDepth || IsCycle())
            return Violation($"{SchemaText.Quote(_schema.Location)} refers to itself without end");
        if (TypeViolation() is { } wrong)
            return wrong;
        if (_schema.Reference("$ref") is { } target)
        {
            AddReference(target);
            if (_schema.Draft < 2019)
                return Result();
        }

        switch (_value)
        {
            case Map map:
                Object(map);
                break;
            case List list:
                Array(list);
                break;
            case string text:
                String(text);
                break;
            case not (null or bool):
                Number(Cast.ToDouble(_value));
                break;
        }

        if (_schema.Draft >= 2019)
            References();
        Logic();
        if (_schema.Draft >= 2019)
            Unevaluated();
        return Result();
    }

    /// <summary>type, const, enum and format end the matter where they do not fit.</summary>
    SchemaViolation? TypeViolation()
    {
        var type = SchemaText.TypeOf(_value);
        IReadOnlyList<string> wanted = _schema.Text("type") is { } single ? [single] : _schema.Texts("type");
        if (wanted.Count > 0 && !wanted.Contains(type, StringComparer.Ordinal) && !(type == "number" && wanted.Contains("integer", StringComparer.Ordinal) && IsInteger()))
            return Violation($"got {type}, want {string.Join(" or ", TypeOrder.Where(name => wanted.Contains(name, StringComparer.Ordinal)))}");
        if (_schema.Draft > 4 && _schema.Has("const") && !SameValue.Are(_value, _schema["const"]))
            return Violation(_schema["const"] is Map or List ? "'const' failed" : $"value must be {SchemaText.Display(_schema["const"])}");
        if (_schema["enum"] is List allowed && !allowed.Any(item => SameValue.Are(_value, item)))
        {
            return Violation(allowed.Any(static item => item is Map or List) ? "'enum' failed"
                : allowed.Count == 1 ? $"value must be {SchemaText.Display(allowed[0])}"
                : $"value must be one of {string.Join(", ", allowed.Select(SchemaText.Display))}");
        }

        return _schema.Draft < 2019 && _schema.Text("format") is { } format && SchemaFormat.Complaint(format, _value) is { } complaint
            ? Violation($"{SchemaText.Display(_value)} is not valid {format}: {complaint}")
            : null;
    }

    static readonly string[] TypeOrder = ["null", "boolean", "number", "integer", "string", "array", "object"];

    bool IsInteger() => Cast.ToDouble(_value) is var number && number == Math.Floor(number);

    bool IsCycle()
    {
        for (var outer = _parent; outer is not null && outer._valueId == _valueId; outer = outer._parent)
        {
            if (ReferenceEquals(outer._schema, _schema))
                return true;
        }

        return false;
    }

    void References()
    {
        foreach (var keyword in (ReadOnlySpan<string>)["$recursiveRef", "$dynamicRef"])
        {
            if (_schema.Reference(keyword) is { } target)
                AddReference(target);
        }
    }

    void AddReference(SchemaNode target)
    {
        if (Self(target) is { } violation)
            Add(new SchemaViolation(_pointer, "validation failed", violation.IsGroup ? violation.Causes : [violation]) { IsReference = true });
    }

    void Logic()
    {
        if (_schema.Schema("not") is { } not && Self(not) is null)
            Add("'not' failed");
        if (_schema.Schemas("allOf") is { Count: > 0 } all && all.Select(schema => Self(schema)).OfType<SchemaViolation>().ToList() is { Count: > 0 } failed)
            Add("'allOf' failed", failed);
        if (_schema.Schemas("anyOf") is { Count: > 0 } any)
            AnyOf(any);
        if (_schema.Schemas("oneOf") is { Count: > 0 } one)
            OneOf(one);
        if (_schema.Draft >= 7 && _schema.Schema("if") is { } condition)
            Add(_schema.Schema(Self(condition) is null ? "then" : "else") is { } branch ? Self(branch) : null);
    }

    void AnyOf(IReadOnlyList<SchemaNode> schemas)
    {
        var failed = schemas.Select(schema => Self(schema)).OfType<SchemaViolation>().ToList();
        if (failed.Count == schemas.Count)
            Add("'anyOf' failed", failed);
    }

    void OneOf(IReadOnlyList<SchemaNode> schemas)
    {
        var outcomes = schemas.Select(schema => Self(schema)).ToList();
        var matched = Enumerable.Range(0, outcomes.Count).Where(i => outcomes[i] is null).ToList();
        if (matched.Count == 0)
            Add("'oneOf' failed, none matched", outcomes.OfType<SchemaViolation>().ToList());
        else if (matched.Count > 1)
            Add(FormattableString.Invariant($"'oneOf' failed, subschemas {matched[0]}, {matched[1]} matched"));
    }

    /// <summary>The same value against another schema; what that has evaluated counts here too, where it fits.</summary>
    SchemaViolation? Self(SchemaNode schema)
    {
        var inner = new SchemaValidator(schema, _value, _pointer, this, _valueId);
        var violation = inner.Run();
        if (violation is null)
        {
            _evaluatedNames.UnionWith(inner._evaluatedNames);
            _evaluatedItems.UnionWith(inner._evaluatedItems);
        }

        return violation;
    }

    SchemaViolation? Inner(SchemaNode schema, object? value, string step) =>
        new SchemaValidator(schema, value, $"{_pointer}/{SchemaDocument.Escape(step)}", this, _valueId + 1).Run();

    SchemaViolation Violation(string message, IReadOnlyList<SchemaViolation>? causes = null) => new(_pointer, message, causes ?? []);

    void Add(SchemaViolation? violation)
    {
        if (violation is not null && _violations.Count < MaxViolations)
            _violations.Add(violation);
    }

    void Add(string message, IReadOnlyList<SchemaViolation>? causes = null) => Add(Violation(message, causes));

    SchemaViolation? Result() => _violations.Count switch
    {
        0 => null,
        1 => _violations[0],
        _ => Violation("validation failed", _violations) with { IsGroup = true },
    };

    /// <summary>An expression of RE2; one that is none fits nothing, and says so.</summary>
    bool IsMatch(string pattern, string text)
    {
        try
        {
            return Re2.Compile(pattern).IsMatch(text);
        }
        catch (FunctionException error)
        {
            Add($"{SchemaText.Quote(pattern)} is not valid regex: {error.Message}");
            return true;
        }
    }
}
