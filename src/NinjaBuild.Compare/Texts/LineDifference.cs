using System.Globalization;
using DiffPlex;
using NinjaBuild.Compare.Model;

namespace NinjaBuild.Compare.Texts;

/// <summary>Compares texts line by line.</summary>
public static class LineDifference
{
    const int MaxLines = 20_000;

    /// <summary>The lines of both texts, with some that are the same around each change, others left out.</summary>
    /// <param name="before">The first text.</param>
    /// <param name="after">The second text.</param>
    /// <param name="context">How many lines that are the same are kept around each change.</param>
    /// <returns>The lines; one that says so where the texts are too long to be compared.</returns>
    public static IReadOnlyList<TextLine> Of(string before, string after, int context = 3)
    {
        if (Lines(before) + Lines(after) > MaxLines)
            return [new TextLine(LineChange.Skipped, string.Create(CultureInfo.InvariantCulture, $"{Lines(before)} lines before, {Lines(after)} lines after: too many to compare"))];
        return Shortened(All(before, after), context);
    }

    static List<TextLine> All(string before, string after)
    {
        var result = new Differ().CreateLineDiffs(before, after, ignoreWhitespace: false);
        var lines = new List<TextLine>();
        var next = 0;
        foreach (var block in result.DiffBlocks)
        {
            for (; next < block.DeleteStartA; next++)
                lines.Add(new TextLine(LineChange.Same, result.PiecesOld[next]));
            for (var i = 0; i < block.DeleteCountA; i++, next++)
                lines.Add(new TextLine(LineChange.Removed, result.PiecesOld[next]));
            for (var i = 0; i < block.InsertCountB; i++)
                lines.Add(new TextLine(LineChange.Added, result.PiecesNew[block.InsertStartB + i]));
        }

        for (; next < result.PiecesOld.Length; next++)
            lines.Add(new TextLine(LineChange.Same, result.PiecesOld[next]));
        return lines;
    }

    static List<TextLine> Shortened(List<TextLine> lines, int context)
    {
        var kept = new bool[lines.Count];
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Change != LineChange.Same)
                Array.Fill(kept, true, Math.Max(0, i - context), Math.Min(lines.Count, i + context + 1) - Math.Max(0, i - context));
        }

        var result = new List<TextLine>();
        for (var i = 0; i < lines.Count; i++)
        {
            if (kept[i])
            {
                result.Add(lines[i]);
                continue;
            }

            var start = i;
            while (i + 1 < lines.Count && !kept[i + 1])
                i++;
            result.Add(new TextLine(LineChange.Skipped, string.Create(CultureInfo.InvariantCulture, $"{i - start + 1} {(i == start ? "line" : "lines")}")));
        }

        return result;
    }

    static int Lines(string text) => text.AsSpan().Count('\n') + 1;
}
