using System.Globalization;

namespace NinjaBuild.Yaml.Writing;

// The four styles of scalars. A line folds at the first single space behind this column.
sealed partial class Emitter
{
    readonly int _bestWidth = isPretty ? int.MaxValue / 2 : 80;

    void Plain(string text, bool mayFold)
    {
        if (!_whitespace) Put(' ');
        if (!mayFold || _column + text.Length <= _bestWidth)
        {
            _out.Append(text);
            _column += text.Length;
        }
        else
        {
            bool afterSpace = false;
            for (int i = 0; i < text.Length; i++)
            {
                // A plain text neither starts nor ends with a space.
                if (text[i] == ' ' && !afterSpace && _column > _bestWidth && text[i + 1] != ' ') WriteIndent();
                else Put(text[i]);
                afterSpace = text[i] == ' ';
            }
        }

        _whitespace = false;
        _indention = false;
    }

    void SingleQuoted(string text, bool mayFold)
    {
        Indicator('\'', needsWhitespace: true, isIndention: false);
        bool afterSpace = false;
        bool afterBreak = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == ' ')
            {
                bool folds = mayFold && !afterSpace && _column > _bestWidth && i > 0 && i < text.Length - 1 && text[i + 1] != ' ';
                if (folds) WriteIndent();
                else Put(c);
                afterSpace = true;
                continue;
            }

            if (Characters.IsBreak(c))
            {
                // Only U+2028 and U+2029 come here: a line feed makes a literal, and the others need double quotes.
                Break(c);
                _indention = true;
                afterBreak = true;
                continue;
            }

            if (afterBreak) WriteIndent();
            if (c == '\'') Put(c);
            Put(c);
            _indention = false;
            afterSpace = false;
            afterBreak = false;
        }

        Indicator('\'', needsWhitespace: false, isIndention: false);
    }

    void Literal(string text)
    {
        Indicator('|', needsWhitespace: true, isIndention: false);
        if (text[0] == ' ' || Characters.IsBreak(text[0])) Put((char)('0' + IndentStep));
        if (!Characters.IsBreak(text[^1])) Put('-');
        else if (text.Length == 1 || Characters.IsBreak(text[^2])) Put('+');
        LineBreak();
        _indention = true;
        _whitespace = true;

        bool afterBreak = true;
        foreach (char c in text)
        {
            if (Characters.IsBreak(c))
            {
                Break(c);
                _indention = true;
                afterBreak = true;
                continue;
            }

            if (afterBreak) WriteIndent();
            Put(c);
            _indention = false;
            afterBreak = false;
        }
    }

    void DoubleQuoted(string text, bool mayFold)
    {
        Indicator('"', needsWhitespace: true, isIndention: false);

        // go-yaml looks for the byte order mark at the start of the text wherever it is in it, and then escapes everything.
        bool escapesAll = text.StartsWith('\uFEFF');
        bool afterSpace = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (escapesAll || c is '"' or '\\' || !Characters.IsPrintable(c) || Characters.IsBreak(c))
            {
                bool isPair = char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
                Escape(isPair ? char.ConvertToUtf32(c, text[++i]) : c);
                afterSpace = false;
            }
            else if (c == ' ' && mayFold && !afterSpace && _column > _bestWidth && i > 0 && i < text.Length - 1)
            {
                WriteIndent();
                if (text[i + 1] == ' ') Put('\\');
                afterSpace = true;
            }
            else
            {
                Put(c);
                afterSpace = c == ' ';
            }
        }

        Indicator('"', needsWhitespace: false, isIndention: false);
    }

    void Escape(int character)
    {
        int start = _out.Length;
        _out.Append('\\');
        char letter = character switch
        {
            0x00 => '0',
            0x07 => 'a',
            0x08 => 'b',
            0x09 => 't',
            0x0A => 'n',
            0x0B => 'v',
            0x0C => 'f',
            0x0D => 'r',
            0x1B => 'e',
            0x22 => '"',
            0x5C => '\\',
            0x85 => 'N',
            0xA0 => '_',
            0x2028 => 'L',
            0x2029 => 'P',
            <= 0xFF => 'x',
            <= 0xFFFF => 'u',
            _ => 'U',
        };
        _out.Append(letter);
        int digits = letter switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits > 0) _out.Append(character.ToString($"X{digits}", CultureInfo.InvariantCulture));
        _column += _out.Length - start;
    }
}
