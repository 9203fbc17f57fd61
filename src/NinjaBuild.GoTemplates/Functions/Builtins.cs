namespace NinjaBuild.GoTemplates.Functions;

/// <summary>The functions that every Go template has.</summary>
internal static class Builtins
{
    public static Dictionary<string, TemplateFunction> All { get; } = Make();

    static Dictionary<string, TemplateFunction> Make()
    {
        var all = new Dictionary<string, TemplateFunction>(StringComparer.Ordinal);
        AddLogic(all);
        AddComparisons(all);
        AddContainers(all);
        AddText(all);
        return all;
    }

    static void AddLogic(Dictionary<string, TemplateFunction> all)
    {
        // The evaluator itself knows and, or and call.
        all["and"] = new("and", [ParameterType.Value], ParameterType.Value, Unreachable) { ShortCircuit = ShortCircuit.And };
        all["or"] = new("or", [ParameterType.Value], ParameterType.Value, Unreachable) { ShortCircuit = ShortCircuit.Or };
        all["call"] = new("call", [ParameterType.Value], ParameterType.Value, Unreachable) { IsCall = true };
        Add(all, "not", [ParameterType.Value], null, (_, a) => Values.Boxes.Box(!Values.GoTypes.IsTrue(a[0])));
    }

    static void AddComparisons(Dictionary<string, TemplateFunction> all)
    {
        Add(all, "eq", [ParameterType.Value], ParameterType.Value, (_, a) => Values.Boxes.Box(Comparison.EqualsAny(a[0], a[1..])));
        Add(all, "ne", [ParameterType.Value, ParameterType.Value], null, (_, a) => Values.Boxes.Box(!Comparison.EqualsAny(a[0], a[1..])));
        Add(all, "lt", [ParameterType.Value, ParameterType.Value], null, (_, a) => Values.Boxes.Box(Comparison.Less(a[0], a[1])));
        Add(all, "le", [ParameterType.Value, ParameterType.Value], null, (_, a) => Values.Boxes.Box(Comparison.LessOrEqual(a[0], a[1])));
        Add(all, "gt", [ParameterType.Value, ParameterType.Value], null, (_, a) => Values.Boxes.Box(!Comparison.LessOrEqual(a[0], a[1])));
        Add(all, "ge", [ParameterType.Value, ParameterType.Value], null, (_, a) => Values.Boxes.Box(!Comparison.Less(a[0], a[1])));
    }

    static void AddContainers(Dictionary<string, TemplateFunction> all)
    {
        Add(all, "index", [ParameterType.Value], ParameterType.Value, (_, a) => Indexing.Index(a[0], a[1..]));
        Add(all, "slice", [ParameterType.Value], ParameterType.Value, (_, a) => Indexing.Slice(a[0], a[1..]));
        Add(all, "len", [ParameterType.Value], null, (_, a) => Values.Boxes.Int(Indexing.Length(a[0])));
    }

    static void AddText(Dictionary<string, TemplateFunction> all)
    {
        Add(all, "print", [], ParameterType.Any, (e, a) => Formatting.GoFormat.Sprint(a, e.Limits.MaxOutput));
        Add(all, "println", [], ParameterType.Any, (e, a) => Formatting.GoFormat.Sprintln(a, e.Limits.MaxOutput));
        Add(all, "printf", [ParameterType.Str], ParameterType.Any, (e, a) => Formatting.GoFormat.Sprintf((string)a[0]!, a[1..], e.Limits.MaxOutput));
        Add(all, "html", [], ParameterType.Any, (e, a) => Escaping.Html(Formatting.GoFormat.Sprint(a, e.Limits.MaxOutput)));
        Add(all, "js", [], ParameterType.Any, (e, a) => Escaping.JavaScript(Formatting.GoFormat.Sprint(a, e.Limits.MaxOutput)));
        Add(all, "urlquery", [], ParameterType.Any, (e, a) => Escaping.UrlQuery(Formatting.GoFormat.Sprint(a, e.Limits.MaxOutput)));
    }

    static void Add(
        Dictionary<string, TemplateFunction> all, string name, ParameterType[] parameters, ParameterType? rest, FunctionBody body) =>
        all[name] = new TemplateFunction(name, parameters, rest, body);

    static object? Unreachable(TemplateExecution execution, ReadOnlySpan<object?> arguments) => throw new InvalidOperationException();
}
