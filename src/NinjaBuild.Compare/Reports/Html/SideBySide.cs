using DiffPlex;
using NinjaBuild.Compare.Model;

namespace NinjaBuild.Compare.Reports.Html;

/// <summary>A line of two objects side by side.</summary>
/// <param name="Mark">What is to be said of it.</param>
/// <param name="Before">The line on the first side; null where that has none.</param>
/// <param name="After">The line on the second side; null where that has none.</param>
readonly record struct SideBySideRow(LineMark Mark, string? Before, string? After);

/// <summary>Lays two objects side by side, and marks the lines that differ by how much their fields' differences matter.</summary>
sealed class SideBySide
{
    const int MaxLines = 10_000;

    readonly List<SideBySideRow> _rows = [];
    readonly LineMark[] _before;
    readonly LineMark[] _after;

    SideBySide(ObjectComparison entry)
    {
        _before = Marks(entry.Before!.Yaml, entry.Differences);
        _after = Marks(entry.After!.Yaml, entry.Differences);
    }

    /// <summary>The lines of an object's two sides; empty where it has only one, or they are too long to be compared.</summary>
    public static IReadOnlyList<SideBySideRow> Of(ObjectComparison entry)
    {
        if (entry is not { Before: { } before, After: { } after } || Lines(before.Yaml) + Lines(after.Yaml) > MaxLines)
            return [];
        return new SideBySide(entry).Rows(before.Yaml, after.Yaml);
    }

    List<SideBySideRow> Rows(string before, string after)
    {
        var found = new Differ().CreateLineDiffs(before, after, ignoreWhitespace: false);
        var (first, second) = (found.PiecesOld, found.PiecesNew);
        var (i, j) = (0, 0);
        foreach (var block in found.DiffBlocks)
        {
            Same(ref i, ref j, block.DeleteStartA);
            var (endOfFirst, endOfSecond) = (block.DeleteStartA + block.DeleteCountA, block.InsertStartB + block.InsertCountB);
            while (i < endOfFirst || j < endOfSecond)
            {
                var (left, right) = (i < endOfFirst ? i++ : -1, j < endOfSecond ? j++ : -1);
                var mark = (LineMark)Math.Max(left < 0 ? 0 : (int)_before[left], right < 0 ? 0 : (int)_after[right]);
                _rows.Add(new SideBySideRow(mark == LineMark.Same ? LineMark.Text : mark, left < 0 ? null : first[left], right < 0 ? null : second[right]));
            }
        }

        Same(ref i, ref j, first.Length);
        return _rows;

        void Same(ref int i, ref int j, int end)
        {
            for (; i < end; i++, j++)
                _rows.Add(new SideBySideRow(LineMark.Same, first[i], second[j]));
        }
    }

    /// <summary>How much what differs in each line matters.</summary>
    static LineMark[] Marks(string yaml, IReadOnlyList<Difference> differences)
    {
        var marks = new LineMark[Lines(yaml)];
        var fields = new FieldLines(yaml);
        foreach (var difference in differences)
        {
            if (fields.Find(difference.Path) is not var (start, end))
                continue;
            var mark = MarkOf(difference);
            for (var line = start - 1; line < end; line++)
                marks[line] = (LineMark)Math.Max((int)marks[line], (int)mark);
        }

        return marks;
    }

    static LineMark MarkOf(Difference difference) => difference switch
    {
        { IsOpen: false } => LineMark.Accepted,
        { Severity: Severity.Breaking } => LineMark.Breaking,
        { Severity: Severity.Behaviour } => LineMark.Behaviour,
        _ => LineMark.Cosmetic,
    };

    static int Lines(string text) => text.AsSpan().Count('\n') + 1;
}
