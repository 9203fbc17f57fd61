using NinjaBuild.GoTemplates;
using NinjaBuild.GoTemplates.Values;
using static NinjaBuild.GoTemplates.ParameterType;

namespace NinjaBuild.Helm.Functions;

/// <summary>Making, extending, searching and ordering lists.</summary>
internal static class Lists
{
    public static void AddTo(FunctionRegistry r)
    {
        AddMaking(r);
        AddExtending(r);
        AddSearching(r);
    }

    static void AddMaking(FunctionRegistry r)
    {
        r.AddVariadic("list", [], Any, (_, a) => new List<object?>(a.ToArray()));
        r.AddVariadic("tuple", [], Any, (_, a) => new List<object?>(a.ToArray()));
        r.Add("until", [Int], (e, a) => Cast.Int(a[0]) is var count ? Steps(e, 0, count, count < 0 ? -1 : 1) : null);
        r.Add("untilStep", [Int, Int, Int], (e, a) => Steps(e, Cast.Int(a[0]), Cast.Int(a[1]), Cast.Int(a[2])));
        r.AddVariadic("seq", [], Int, (e, a) => Sequence(e, a));
    }

    static void AddExtending(FunctionRegistry r)
    {
        r.Add(["append", "push", "mustAppend", "mustPush"], [Any, Any], (_, a) => Copy(a[0], "push", [], [a[1]]));
        r.Add(["prepend", "mustPrepend"], [Any, Any], (_, a) => Copy(a[0], "prepend", [a[1]], []));
        r.AddVariadic("concat", [], Any, (e, a) => Concat(e, a));
        r.Add(["reverse", "mustReverse"], [Any], (_, a) => Reverse(Require(a[0], "find reverse")));
        r.Add("sortAlpha", [Any], (_, a) => SortAlpha(a[0]));
        r.Add(["uniq", "mustUniq"], [Any], (e, a) => Unique(e, Require(a[0], "find uniq")));
        r.Add(["compact", "mustCompact"], [Any], (_, a) => Filter(Require(a[0], "compact"), static item => !Defaults.IsEmpty(item)));
        r.AddVariadic("without", [Any], Any, (e, a) => Without(e, Require(a[0], "find without"), a[1..]));
        r.AddVariadic("mustWithout", [Any], Any, (e, a) => Without(e, Require(a[0], "find without"), a[1..]));
    }

    static void AddSearching(FunctionRegistry r) =>
        r.Add(["has", "mustHas"], [Any, Any], (e, a) => Boxes.Box(a[1] is not null && Contains(e, Require(a[1], "find has"), a[0])));

    /// <summary>The list, or Sprig's complaint "Cannot WHAT on type KIND".</summary>
    public static IReadOnlyList<object?> Require(object? value, string what) => value switch
    {
        IReadOnlyList<object?> list => list,
        null => throw new FunctionException("runtime error: invalid memory address or nil pointer dereference"),
        _ => throw new FunctionException($"Cannot {what} on type {GoTypes.KindName(value)}"),
    };

    /// <summary>Sprig's strslice: nil has no text, what is no list is a list of one.</summary>
    public static List<string> ToTexts(object? value)
    {
        var texts = new List<string>();
        if (value is IReadOnlyList<object?> list)
        {
            foreach (var item in list)
            {
                if (item is not null)
                    texts.Add(Cast.ToText(item));
            }
        }
        else if (value is not null)
        {
            texts.Add(Cast.ToText(value));
        }

        return texts;
    }

    public static List<object?> Filter(IReadOnlyList<object?> list, Func<object?, bool> keeps)
    {
        var kept = new List<object?>(list.Count);
        foreach (var item in list)
        {
            if (keeps(item))
                kept.Add(item);
        }

        return kept;
    }

    static List<object?> Copy(object? value, string what, ReadOnlySpan<object?> before, ReadOnlySpan<object?> after)
    {
        var list = Require(value, what);
        var copy = new List<object?>(list.Count + 1);
        copy.AddRange(before);
        copy.AddRange(list);
        copy.AddRange(after);
        return copy;
    }

    static List<object?> Concat(TemplateExecution execution, ReadOnlySpan<object?> lists)
    {
        var all = new List<object?>();
        foreach (var list in lists)
        {
            all.AddRange(Require(list, "concat"));
            execution.ReserveList(all.Count);
        }

        return all;
    }

    static List<object?> Reverse(IReadOnlyList<object?> list)
    {
        var reversed = new List<object?>(list);
        reversed.Reverse();
        return reversed;
    }

    static GoList SortAlpha(object? value)
    {
        var texts = value is IReadOnlyList<object?> ? ToTexts(value) : [Cast.ToText(value)];
        texts.Sort(GoString.Compare);
        return GoList.Strings(texts);
    }

    static List<object?> Unique(TemplateExecution execution, IReadOnlyList<object?> list)
    {
        var unique = new List<object?>();
        var texts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in list)
        {
            if (item is string text ? texts.Add(text) : !Contains(execution, unique, item))
                unique.Add(item);
        }

        return unique;
    }

    static List<object?> Without(TemplateExecution execution, IReadOnlyList<object?> list, ReadOnlySpan<object?> omitted)
    {
        var kept = new List<object?>(list.Count);
        foreach (var item in list)
        {
            var isOmitted = false;
            foreach (var omit in omitted)
                isOmitted |= Equality.Deep(execution, omit, item);
            if (!isOmitted)
                kept.Add(item);
        }

        return kept;
    }

    static bool Contains(TemplateExecution execution, IReadOnlyList<object?> list, object? needle)
    {
        foreach (var item in list)
        {
            if (Equality.Deep(execution, needle, item))
                return true;
        }

        return false;
    }

    static GoList Steps(TemplateExecution execution, long start, long stop, long step)
    {
        var numbers = new List<object?>();
        if (step == 0 || (stop < start) != (step < 0))
            return new GoList("int", numbers);
        execution.ReserveList((long)(Int128.Abs((Int128)stop - start) / Int128.Abs(step)));
        for (Int128 i = start; step > 0 ? i < stop : i > stop; i += step)
            numbers.Add(Boxes.Int((long)i));
        return new GoList("int", numbers);
    }

    /// <summary>Numbers with spaces between them, their end included, as the shell's seq.</summary>
    static string Sequence(TemplateExecution execution, ReadOnlySpan<object?> a)
    {
        if (a.Length is 0 or > 3)
            return "";
        var start = a.Length == 1 ? 1 : Cast.Int(a[0]);
        var end = Cast.Int(a[^1]);
        var direction = end < start ? -1 : 1;
        var step = a.Length == 3 ? Cast.Int(a[1]) : direction;
        return direction < 0 && step > 0 ? "" : string.Join(' ', Steps(execution, start, end + direction, step));
    }
}
