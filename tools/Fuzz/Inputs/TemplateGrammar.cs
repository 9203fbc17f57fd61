using NinjaBuild.GoTemplates;
using NinjaBuild.Helm.Functions;

namespace NinjaBuild.Fuzz.Inputs;

/// <summary>Writes random templates that are mostly valid, calls of functions with arguments of their types included.</summary>
sealed class TemplateGrammar(Random random)
{
    static readonly TemplateFunction[] Functions =
        [.. HelmFunctions.Hermetic.All.Where(function => !HelmFunctions.NotHermetic.ContainsKey(function.Name)).OrderBy(function => function.Name, StringComparer.Ordinal)];

    static readonly string[] Strings =
    [
        "\"\"", "\"a\"", "\"abc def\"", "\"é€😀\"", "\"\\xff\\x00\"", "\"a,b,,c\"", "\"1.2.3\"", "\">=1.2 <2\"", "\"[a-z]+\"", "\"(a|b)*\"", "\"2006-01-02\"", "\"2024-02-29T12:00:00Z\"",
        "\"%d %s %v\"", "\"{\\\"a\\\": [1, 2]}\"", "\"a: [1, {b: c}]\\n\"", "\"{{ .a }}\"", "\"d\"", "\"http://u:p@h:80/p?q=1#f\"", "\"/a/../b.c\"", "\"YWJj\"", "\"-12\"", "\"1e3\"", "\"0x1f\"",
        "\"true\"", "\"1h30m\"", "\"$1x\"", "`\n`", "\"long\"", "\"a = [1]\\n[b]\\nc = 2024-01-01\\n\"", "\"UTC\"", "\"k\"",
    ];

    static readonly string[] Numbers =
    [
        "0", "1", "-1", "2", "3", "7", "10", "255", "1000", "65536", "'a'", "0x7f", "2147483648", "-2147483649", "9223372036854775807", "-9223372036854775808",
    ];

    static readonly string[] Floats = ["0.0", "1.5", "-2.25", "1e300", "5e-324", "1e21", "0.1", "123456789.125"];
    static readonly string[] Any = [".a", ".none", ".text", ".b", ".float", ".yes", ".list", ".map", ".deep", ".", "$", "true", "false", ".b.c", ".deep.x.y", "nil"];

    int _depth;
    int _variables;

    public string Text() => List(random.Next(1, 5));

    string List(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => Statement()));

    string Statement()
    {
        if (_depth > 4)
            return "x";
        _depth++;
        var text = random.Next(14) switch
        {
            0 => $"text {random.Next(10)}\n",
            1 => $"{{{{ if {Pipeline()} }}}}{Block()}{{{{ else if {Pipeline()} }}}}{Block()}{{{{ else }}}}{Block()}{{{{ end }}}}",
            2 => $"{{{{- range {Pipeline()} -}}}}{Block()}{(random.Next(3) == 0 ? "{{ break }}" : "")}{{{{ else }}}}{Block()}{{{{ end }}}}",
            3 => $"{{{{ range $k, $v := {Value(ParameterType.Map)} }}}}{{{{ $k }}}}{{{{ $v }}}}{Block()}{{{{ end }}}}",
            4 => $"{{{{ with {Pipeline()} }}}}{Block()}{{{{ end }}}}",
            5 => Definition(),
            6 or 7 => $"{{{{ $v{_variables++} := {Pipeline()} }}}}",
            8 when _variables > 0 => $"{{{{ $v{random.Next(_variables)} }}}}",
            _ => $"{{{{ {Pipeline()} }}}}",
        };
        _depth--;
        return text;
    }

    /// <summary>Variables that are declared inside are not to be seen outside.</summary>
    string Block()
    {
        var outer = _variables;
        var text = List(random.Next(3));
        _variables = outer;
        return text;
    }

    string Definition()
    {
        var outer = _variables;
        _variables = 0;
        var body = List(2);
        _variables = outer;
        var name = $"\"d{random.Next(1000)}\"";
        return $"{{{{ define {name} }}}}{body}{{{{ end }}}}{{{{ template {name} {Value(ParameterType.Any)} }}}}{{{{ include {name} . | upper }}}}";
    }

    string Pipeline()
    {
        var text = Value(ParameterType.Any);
        for (var i = random.Next(3); i > 0; i--)
            text += " | " + Call(Functions[random.Next(Functions.Length)], piped: true);
        return text;
    }

    string Value(ParameterType type)
    {
        _depth++;
        var text = random.Next(_depth > 6 ? 1 : 3) == 0 ? Constant(type) : random.Next(3) == 0 ? Constant(ParameterType.Any) : Call(type);
        _depth--;
        return text;
    }

    string Call(ParameterType wanted)
    {
        var function = wanted switch
        {
            ParameterType.Map => "dict",
            ParameterType.List => "list",
            ParameterType.Int => "int",
            ParameterType.Int64 => "int64",
            ParameterType.Float64 => "float64",
            ParameterType.Str when random.Next(2) == 0 => "print",
            _ => null,
        };
        return "(" + Call(Array.Find(Functions, known => known.Name == function) ?? Functions[random.Next(Functions.Length)], piped: false) + ")";
    }

    string Call(TemplateFunction function, bool piped)
    {
        var types = function.Parameters.ToList();
        if (function.Rest is { } rest)
        {
            for (var i = random.Next(4); i > 0; i--)
                types.Add(rest);
        }

        if (piped && types.Count > 0)
            types.RemoveAt(types.Count - 1);

        // Now and then one too few or too many.
        if (random.Next(30) == 0)
            types.Add(ParameterType.Any);
        return string.Join(' ', types.Select(Value).Prepend(function.Name));
    }

    string Constant(ParameterType type) => type switch
    {
        ParameterType.Str => Pick(Strings),
        ParameterType.Bool => random.Next(2) == 0 ? "true" : "false",
        ParameterType.Int or ParameterType.Int64 => Pick(Numbers),
        ParameterType.Float64 => Pick(random.Next(2) == 0 ? Numbers : Floats),
        ParameterType.Map => Pick([".map", ".deep", ".b", "(dict \"a\" 1 \"b\" (list 1 2))", "."]),
        ParameterType.List => Pick([".list", "(list)", "(list 1 \"a\" nil)", "(until 3)"]),
        ParameterType.StringList => "(splitList \",\" \"a,b,c\")",
        _ => random.Next(4) switch { 0 => Pick(Strings), 1 => Pick(Numbers), 2 => Pick(Floats), _ => Pick(Any) },
    };

    string Pick(string[] from) => from[random.Next(from.Length)];
}
