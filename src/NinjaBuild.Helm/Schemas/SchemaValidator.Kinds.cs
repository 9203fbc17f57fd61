using System.Globalization;
using NinjaBuild.GoTemplates.Values;
using List = System.Collections.Generic.IReadOnlyList<object?>;
using Map = System.Collections.Generic.IReadOnlyDictionary<string, object?>;

namespace NinjaBuild.Helm.Schemas;

/// <summary>The part for objects, arrays, strings and numbers.</summary>
sealed partial class SchemaValidator
{
    void Object(Map map)
    {
        AtLeast("minProperties", map.Count);
        AtMost("maxProperties", map.Count);
        if (Missing(map, _schema.Texts("required")) is { Count: > 0 } missing)
            Add(missing.Count == 1 ? $"missing property {SchemaText.Quote(missing[0])}" : $"missing properties {SchemaText.Quote(missing)}");
        Dependencies(map);
        Properties(map);
        if (_schema.Draft > 4 && _schema.Schema("propertyNames") is { } names)
        {
            foreach (var name in map.Keys.Order(StringComparer.Ordinal))
            {
                if (new SchemaValidator(names, name, "", this, _valueId + 1).Run() is { } violation)
                    Add($"invalid propertyName {SchemaText.Quote(name)}", violation.IsGroup ? violation.Causes : [violation]);
            }
        }
    }

    void Dependencies(Map map)
    {
        foreach (var keyword in (ReadOnlySpan<string>)["dependencies", "dependentRequired"])
        {
            if (_schema[keyword] is not Map dependencies)
                continue;
            foreach (var (name, needed) in dependencies.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            {
                if (map.ContainsKey(name) && needed is List list && Missing(map, [.. list.OfType<string>()]) is { Count: > 0 } missing)
                    Add($"properties {SchemaText.Quote(missing)} required, if {SchemaText.Quote(name)} exists");
            }
        }

        foreach (var (name, schema) in _schema.Named("dependencies").Concat(_schema.Named("dependentSchemas")))
        {
            if (map.ContainsKey(name))
                Add(Self(schema));
        }
    }

    void Properties(Map map)
    {
        var patterns = _schema.Named("patternProperties").ToList();
        var additional = new List<string>();
        foreach (var (name, value) in map.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            var isEvaluated = false;
            if (_schema.Named("properties", name) is { } property)
            {
                isEvaluated = true;
                Add(Inner(property, value, name));
            }

            foreach (var (pattern, schema) in patterns)
            {
                if (!IsMatch(pattern, name))
                    continue;
                isEvaluated = true;
                Add(Inner(schema, value, name));
            }

            if (!isEvaluated && _schema.Has("additionalProperties"))
            {
                isEvaluated = true;
                if (_schema["additionalProperties"] is false)
                    additional.Add(name);
                else if (_schema.Schema("additionalProperties") is { } schema)
                    Add(Inner(schema, value, name));
            }

            if (isEvaluated)
                _evaluatedNames.Add(name);
        }

        if (additional.Count > 0)
            Add($"additional properties {SchemaText.Quote(additional)} not allowed");
    }

    static List<string> Missing(Map map, IReadOnlyList<string> names) => [.. names.Where(name => !map.ContainsKey(name))];

    void Array(List list)
    {
        AtLeast("minItems", list.Count);
        AtMost("maxItems", list.Count);
        if (_schema["uniqueItems"] is true)
            Unique(list);
        Items(list);
        if (_schema.Draft > 4 && _schema.Schema("contains") is { } contains)
            Contains(list, contains);
    }

    void Unique(List list)
    {
        for (var j = 1; j < list.Count; j++)
        {
            for (var i = 0; i < j; i++)
            {
                if (!SameValue.Are(list[i], list[j]))
                    continue;
                Add($"items at {SchemaText.Number(i)} and {SchemaText.Number(j)} are equal");
                return;
            }
        }
    }

    void Items(List list)
    {
        var isNew = _schema.Draft >= 2020;
        var first = _schema.Schemas(isNew ? "prefixItems" : "items");
        for (var i = 0; i < Math.Min(first.Count, list.Count); i++)
            Item(first[i], list, i);
        var rest = first.Count;
        if (_schema.Schema("items") is { } every && (isNew || _schema["items"] is not List))
        {
            for (var i = isNew ? rest : 0; i < list.Count; i++)
                Item(every, list, i);
            return;
        }

        if (isNew || first.Count == 0 || !_schema.Has("additionalItems") || rest >= list.Count)
            return;
        if (_schema["additionalItems"] is false)
        {
            Add($"last {SchemaText.Number(list.Count - rest)} additionalItem(s) not allowed");
            return;
        }

        for (var i = rest; i < list.Count; i++)
            Item(_schema.Schema("additionalItems")!, list, i);
    }

    void Item(SchemaNode schema, List list, int index)
    {
        _evaluatedItems.Add(index);
        Add(Inner(schema, list[index], index.ToString(CultureInfo.InvariantCulture)));
    }

    void Contains(List list, SchemaNode schema)
    {
        var (failed, matched) = (new List<SchemaViolation>(), new List<int>());
        for (var i = 0; i < list.Count; i++)
        {
            if (Inner(schema, list[i], i.ToString(CultureInfo.InvariantCulture)) is { } violation)
                failed.Add(violation);
            else
                matched.Add(i);
        }

        if (_schema.Draft >= 2020)
            _evaluatedItems.UnionWith(matched);
        var found = $"matched {SchemaText.Number(matched.Count)} items at {string.Join(' ', matched)}";
        if (_schema.Draft >= 2019 && _schema.Count("minContains") is { } least)
        {
            if (matched.Count < least)
                Add($"min {SchemaText.Number(least)} items required to match contains schema, but {(matched.Count == 0 ? "none matched" : found)}", failed);
        }
        else if (matched.Count == 0)
        {
            Add("no items match contains schema", failed);
        }

        if (_schema.Draft >= 2019 && _schema.Count("maxContains") is { } most && matched.Count > most)
            Add($"max {SchemaText.Number(most)} items required to match contains schema, but {found}");
    }

    void Unevaluated()
    {
        if (_value is Map map && _schema.Schema("unevaluatedProperties") is { } properties)
        {
            foreach (var name in map.Keys.Where(name => !_evaluatedNames.Contains(name)).Order(StringComparer.Ordinal).ToList())
            {
                Add(Inner(properties, map[name], name));
                _evaluatedNames.Add(name);
            }
        }

        if (_value is List list && _schema.Schema("unevaluatedItems") is { } items)
        {
            for (var i = 0; i < list.Count; i++)
            {
                if (_evaluatedItems.Add(i))
                    Add(Inner(items, list[i], i.ToString(CultureInfo.InvariantCulture)));
            }
        }
    }

    void String(string text)
    {
        if (_schema.Has("minLength") || _schema.Has("maxLength"))
        {
            var length = GoString.ToValidUnicode(text).EnumerateRunes().Count();
            AtLeast("minLength", length);
            AtMost("maxLength", length);
        }

        if (_schema.Text("pattern") is { } pattern && !IsMatch(pattern, text))
            Add($"{SchemaText.Quote(text)} does not match pattern {SchemaText.Quote(pattern)}");
    }

    void Number(double number)
    {
        // In draft 4 the exclusive bounds are booleans beside the others.
        Bound("minimum", number, _schema["exclusiveMinimum"] is true ? static (n, bound) => n <= bound : static (n, bound) => n < bound, _schema["exclusiveMinimum"] is true ? "exclusiveMinimum" : "minimum");
        Bound("maximum", number, _schema["exclusiveMaximum"] is true ? static (n, bound) => n >= bound : static (n, bound) => n > bound, _schema["exclusiveMaximum"] is true ? "exclusiveMaximum" : "maximum");
        Bound("exclusiveMinimum", number, static (n, bound) => n <= bound, "exclusiveMinimum");
        Bound("exclusiveMaximum", number, static (n, bound) => n >= bound, "exclusiveMaximum");
        Bound("multipleOf", number, static (n, factor) => !IsMultiple(n, factor), "multipleOf");
    }

    void Bound(string keyword, double number, Func<double, double, bool> isBroken, string name)
    {
        if (_schema.Number(keyword) is { } bound && isBroken(number, bound))
            Add($"{name}: got {SchemaText.Number(number)}, want {SchemaText.Number(bound)}");
    }

    /// <summary>Exact, by the digits that the numbers were written with.</summary>
    static bool IsMultiple(double number, double factor)
    {
        const NumberStyles style = NumberStyles.Float;
        return decimal.TryParse(number.ToString("R", CultureInfo.InvariantCulture), style, CultureInfo.InvariantCulture, out var n)
            && decimal.TryParse(factor.ToString("R", CultureInfo.InvariantCulture), style, CultureInfo.InvariantCulture, out var f) && f != 0
            ? n % f == 0
            : number % factor == 0;
    }

    void AtLeast(string keyword, int count)
    {
        if (_schema.Count(keyword) is { } bound && count < bound)
            Add($"{keyword}: got {SchemaText.Number(count)}, want {SchemaText.Number(bound)}");
    }

    void AtMost(string keyword, int count)
    {
        if (_schema.Count(keyword) is { } bound && count > bound)
            Add($"{keyword}: got {SchemaText.Number(count)}, want {SchemaText.Number(bound)}");
    }
}
