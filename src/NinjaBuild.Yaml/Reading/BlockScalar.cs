using System.Text;

namespace NinjaBuild.Yaml.Reading;

/// <summary>Literal and folded scalars, which start with '|' or '>'.</summary>
static class BlockScalar
{
    /// <summary>Scans the scalar whose indicator is at the cursor.</summary>
    /// <param name="cursor">Where to read.</param>
    /// <param name="parentIndent">The column of the mapping or list that it stands in; -1 for none.</param>
    /// <param name="isLiteral">Whether line breaks stay.</param>
    public static Token Scan(Cursor cursor, int parentIndent, bool isLiteral)
    {
        var start = cursor.Mark.Position;
        cursor.Advance();
        var (chomping, increment) = Header(cursor);
        int indent = increment == 0 ? 0 : Math.Max(parentIndent, 0) + increment;

        var text = new StringBuilder();
        var breaks = new StringBuilder();
        char lineBreak = '\0';
        bool wasIndented = false;
        Breaks(cursor, ref indent, parentIndent, breaks);
        while (cursor.Column == indent && !cursor.IsAtEnd)
        {
            bool isIndented = cursor.IsAtBlank;
            bool folds = !isLiteral && !wasIndented && !isIndented && lineBreak == '\n';
            if (!folds && lineBreak != '\0') text.Append(lineBreak);
            else if (folds && breaks.Length == 0) text.Append(' ');
            text.Append(breaks);
            breaks.Clear();
            wasIndented = isIndented;

            int from = cursor.Index;
            cursor.AdvanceToBreak();
            text.Append(cursor.Since(from));
            lineBreak = cursor.IsAtEnd ? '\0' : cursor.AdvanceLine();
            Breaks(cursor, ref indent, parentIndent, breaks);
        }

        if (chomping != '-' && lineBreak != '\0') text.Append(lineBreak);
        if (chomping == '+') text.Append(breaks);
        return new Token(TokenKind.OtherScalar, start, cursor.Mark.Position, text.ToString());
    }

    static (char Chomping, int Increment) Header(Cursor cursor)
    {
        char chomping = '\0';
        int increment = 0;
        for (int i = 0; i < 2; i++)
        {
            char c = cursor.Current;
            if (c is '+' or '-' && chomping == '\0') chomping = c;
            else if (char.IsAsciiDigit(c) && increment == 0) increment = c - '0';
            else break;
            if (c == '0') throw new YamlSyntaxException(cursor.Mark.Position, "an indentation indicator is 1 to 9", GoWords.Scanner("found an indentation indicator equal to 0"));
            cursor.Advance();
        }

        cursor.SkipBlanks();
        cursor.SkipComment();
        if (!cursor.IsAtBreakOrEnd)
            throw new YamlSyntaxException(cursor.Mark.Position, "the text of a block scalar starts on the next line: put a value that starts with '|' or '>' in quotes", GoWords.Scanner("did not find expected comment or line break"));
        if (cursor.IsAtBreak) cursor.AdvanceLine();
        return (chomping, increment);
    }

    // Passes empty lines and the indentation, and finds out how deep that is where it is not said.
    static void Breaks(Cursor cursor, ref int indent, int parentIndent, StringBuilder breaks)
    {
        int deepest = 0;
        while (true)
        {
            while ((indent == 0 || cursor.Column < indent) && cursor.Current == ' ') cursor.Advance();
            deepest = Math.Max(deepest, cursor.Column);
            if ((indent == 0 || cursor.Column < indent) && cursor.Current == '\t')
                throw new YamlSyntaxException(cursor.Mark.Position, "a tab cannot indent: use spaces", GoWords.Scanner("found a tab character where an indentation space is expected"));
            if (!cursor.IsAtBreak) break;
            breaks.Append(cursor.AdvanceLine());
        }

        if (indent == 0) indent = Math.Max(deepest, Math.Max(parentIndent + 1, 1));
    }
}
