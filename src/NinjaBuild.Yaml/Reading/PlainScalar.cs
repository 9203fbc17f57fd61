using System.Buffers;
using System.Text;

namespace NinjaBuild.Yaml.Reading;

/// <summary>Scalars without quotes.</summary>
static class PlainScalar
{
    // Where a scalar may end: looked at more closely there.
    static readonly SearchValues<char> BlockStops = SearchValues.Create(": \t" + Cursor.Breaks);
    static readonly SearchValues<char> FlowStops = SearchValues.Create(":,?[]{} \t" + Cursor.Breaks);

    /// <summary>Scans the scalar that starts at the cursor, and moves to the next thing behind it.</summary>
    /// <param name="cursor">Where to read.</param>
    /// <param name="indent">Lines that start before this column end the scalar, in block context.</param>
    /// <param name="isInFlow">Whether it stands within brackets.</param>
    /// <param name="endsOnNewLine">Whether line breaks follow that are passed.</param>
    public static Token Scan(Cursor cursor, int indent, bool isInFlow, out bool endsOnNewLine)
    {
        var start = cursor.Mark.Position;
        var end = start;
        string? first = null;
        StringBuilder? text = null;
        var folding = default(Folding);
        while (!cursor.IsAtDocumentIndicator && cursor.Current != '#')
        {
            int from = cursor.Index;
            cursor.AdvanceTo(isInFlow ? FlowStops : BlockStops);
            while (cursor.Current == ':' && !cursor.IsWhiteAt(1))
            {
                cursor.Advance();
                cursor.AdvanceTo(isInFlow ? FlowStops : BlockStops);
            }

            if (cursor.Index > from)
            {
                var words = cursor.Since(from);
                if (first is null)
                {
                    first = TextPool.Of(words);
                }
                else
                {
                    text ??= new StringBuilder(first);
                    folding.Flush(text, cursor);
                    text.Append(words);
                }

                end = cursor.Mark.Position;
            }

            if (!cursor.IsAtBlank && !cursor.IsAtBreak) break;
            folding.Skip(cursor, indent);
            if (!isInFlow && cursor.Column < indent) break;
        }

        endsOnNewLine = folding.HasBreak;
        return new Token(TokenKind.PlainScalar, start, end, text?.ToString() ?? first ?? string.Empty);
    }
}
