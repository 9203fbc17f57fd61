using System.Text;

namespace NinjaBuild.Yaml.Reading;

/// <summary>
/// The line breaks and blanks between the words of a plain or quoted scalar. A line break reads as a space, several as one less.
/// </summary>
struct Folding
{
    char _first;
    StringBuilder? _more;
    int _blanksFrom;
    int _blanksTo;

    /// <summary>Whether a line break was passed.</summary>
    public bool HasBreak { get; private set; }

    public readonly bool IsEmpty => !HasBreak && _blanksTo == _blanksFrom;

    /// <summary>An escaped line break: joins the lines without a space.</summary>
    public void Join() => HasBreak = true;

    /// <summary>Moves over the blanks and line breaks here.</summary>
    /// <param name="cursor">Where to read.</param>
    /// <param name="indent">The first column where a tab may stand behind a line break; 0 for any.</param>
    public void Skip(Cursor cursor, int indent)
    {
        if (!HasBreak) _blanksFrom = _blanksTo = cursor.Index;
        while (true)
        {
            if (cursor.IsAtBlank)
            {
                if (HasBreak && cursor.Column < indent && cursor.Current == '\t')
                    throw new YamlSyntaxException(cursor.Mark.Position, "a tab cannot indent: use spaces", GoWords.Scanner("found a tab character that violates indentation"));
                cursor.Advance();
                if (!HasBreak) _blanksTo = cursor.Index;
            }
            else if (cursor.IsAtBreak)
            {
                char lineBreak = cursor.AdvanceLine();
                if (HasBreak) (_more ??= new StringBuilder()).Append(lineBreak);
                else _first = lineBreak;
                HasBreak = true;
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>Writes what was passed, and starts over.</summary>
    public void Flush(StringBuilder into, Cursor cursor)
    {
        if (HasBreak)
        {
            if (_first is not ('\n' or '\0')) into.Append(_first);
            if (_more is { Length: > 0 }) into.Append(_more);
            else if (_first == '\n') into.Append(' ');
        }
        else
        {
            into.Append(cursor.Between(_blanksFrom, _blanksTo));
        }

        this = default;
    }
}
