using NinjaBuild.ApiServer.Requests;

namespace NinjaBuild.ApiServer.Selection;

/// <summary>A label selector of a query: <c>app=web,tier in (a,b),!old</c>.</summary>
sealed class LabelSelector
{
    readonly List<Func<IReadOnlyDictionary<string, object?>, bool>> _requirements = [];

    /// <summary>Reads a selector.</summary>
    /// <exception cref="StatusFailure">It is none.</exception>
    public static LabelSelector Parse(string text)
    {
        var result = new LabelSelector();
        foreach (var part in Parts(text)) result._requirements.Add(Requirement(part.Trim()));
        return result;
    }

    /// <summary>The selector of an object: <c>matchLabels</c> and <c>matchExpressions</c>.</summary>
    public static LabelSelector Of(object? selector)
    {
        var result = new LabelSelector();
        foreach (var (name, value) in selector.Mapping("matchLabels")) result._requirements.Add(labels => Equals(labels.GetValueOrDefault(name), value));
        foreach (var expression in selector.Items("matchExpressions"))
        {
            var key = expression.Text("key") ?? "";
            var values = expression.Items("values").OfType<string>().ToHashSet(StringComparer.Ordinal);
            result._requirements.Add(Requirement(key, expression.Text("operator") ?? "", values));
        }

        return result;
    }

    public bool Matches(Tree tree)
    {
        var labels = tree.Mapping("metadata", "labels");
        return _requirements.TrueForAll(requirement => requirement(labels));
    }

    static Func<IReadOnlyDictionary<string, object?>, bool> Requirement(string text)
    {
        if (text.Split(" in ", 2) is [var key, var some]) return Requirement(key.Trim(), "In", Values(some));
        if (text.Split(" notin ", 2) is [var other, var none]) return Requirement(other.Trim(), "NotIn", Values(none));
        if (text.Split("!=", 2) is [var unlike, var value]) return Requirement(unlike.Trim(), "NotIn", [value.Trim()]);
        if (text.Split("==", 2) is [var same, var exact]) return Requirement(same.Trim(), "In", [exact.Trim()]);
        if (text.Split('=', 2) is [var equal, var wanted]) return Requirement(equal.Trim(), "In", [wanted.Trim()]);
        if (text.AsSpan().ContainsAny(" ()<>"))
            throw StatusFailure.BadRequest($"unable to parse requirement: found '{text}', expected: in, notin, =, ==, !=, gt, lt");
        return text.StartsWith('!') ? Requirement(text[1..].Trim(), "DoesNotExist", []) : Requirement(text, "Exists", []);
    }

    static Func<IReadOnlyDictionary<string, object?>, bool> Requirement(string key, string kind, HashSet<string> values) => kind switch
    {
        "In" => labels => labels.GetValueOrDefault(key) is string value && values.Contains(value),
        "NotIn" => labels => labels.GetValueOrDefault(key) is not string value || !values.Contains(value),
        "Exists" => labels => labels.ContainsKey(key),
        _ => labels => !labels.ContainsKey(key),
    };

    static HashSet<string> Values(string text) => [.. text.Trim().Trim('(', ')').Split(',').Select(value => value.Trim())];

    // Commas inside of brackets part values, not requirements.
    static IEnumerable<string> Parts(string text)
    {
        int depth = 0;
        int from = 0;
        for (int i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (text[i] != ',' || depth > 0) continue;
            yield return text[from..i];
            from = i + 1;
        }

        if (text.Length > from) yield return text[from..];
    }
}
