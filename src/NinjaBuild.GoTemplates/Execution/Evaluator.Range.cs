using NinjaBuild.GoTemplates.Syntax;
using NinjaBuild.GoTemplates.Values;

namespace NinjaBuild.GoTemplates.Execution;

/// <summary>The part that walks range: over lists, maps (sorted by key) and integers.</summary>
internal sealed partial class Evaluator
{
    Flow WalkRange(object? dot, BranchNode range)
    {
        var outer = _variables.Mark;
        var value = EvalPipeline(dot, range.Pipe);
        var mark = _variables.Mark;
        var ran = value switch
        {
            null => false,
            IReadOnlyDictionary<string, object?> map => RangeMap(range, map, mark),
            IReadOnlyList<object?> list => RangeList(range, list, mark),
            _ when GoTypes.TryInteger(value, out var count) => RangeInteger(range, value, count, mark),
            _ => throw Error($"range can't iterate over {Formatting.GoFormat.Print(value)}", null),
        };
        _variables.Release(outer);

        // A break inside ends this loop and no other.
        return ran || range.ElseList is null ? Flow.Next : WalkElse(dot, range.ElseList, outer);
    }

    Flow WalkElse(object? dot, ListNode list, int mark)
    {
        var flow = WalkList(dot, list);
        _variables.Release(mark);
        return flow;
    }

    bool RangeList(BranchNode range, IReadOnlyList<object?> list, int mark)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (!Iterate(range, Boxes.Int(i), list[i] ?? NilInterface.Value, mark))
                break;
        }

        return list.Count > 0;
    }

    bool RangeMap(BranchNode range, IReadOnlyDictionary<string, object?> map, int mark)
    {
        if (map.Count == 0)
            return false;

        // The template may change the map that it walks over: Go sorts keys and values first.
        var entries = new KeyValuePair<string, object?>[map.Count];
        var count = 0;
        foreach (var entry in map)
            entries[count++] = entry;
        Array.Sort(entries, static (a, b) => GoString.Compare(a.Key, b.Key));
        foreach (var (key, value) in entries)
        {
            if (!Iterate(range, key, value ?? NilInterface.Value, mark))
                break;
        }

        return true;
    }

    bool RangeInteger(BranchNode range, object value, long count, int mark)
    {
        if (range.Pipe.Declarations.Length > 1)
            throw Error($"can't use {Formatting.GoFormat.Print(value)} to iterate over more than one variable");
        for (long i = 0; i < count; i++)
        {
            var element = GoTypes.SameType(value, i);
            if (!Iterate(range, element, element, mark))
                break;
        }

        return count > 0;
    }

    /// <summary>One turn of a loop; false where it is the last.</summary>
    bool Iterate(BranchNode range, object? index, object? element, int mark)
    {
        Step();
        var variables = range.Pipe.Declarations;
        if (variables.Length > 0)
        {
            if (range.Pipe.Assigns)
            {
                _variables.TrySet(variables[0].Names[0], variables.Length > 1 ? index : element);
                if (variables.Length > 1)
                    _variables.TrySet(variables[1].Names[0], element);
            }
            else
            {
                _variables.SetTop(1, element);
                if (variables.Length > 1)
                    _variables.SetTop(2, index);
            }
        }

        var flow = WalkList(element, range.List);
        _variables.Release(mark);
        return flow != Flow.Break;
    }
}
