namespace NinjaBuild.Helm.Functions;

/// <summary>The parts of a version as written; empty where left out.</summary>
internal readonly record struct VersionParts(string Major, string Minor, string Patch, string Prerelease, string Metadata, string Text);

/// <summary>Reads versions, and for constraints versions with x, X or * in place of numbers.</summary>
internal ref struct VersionScanner(ReadOnlySpan<char> text, bool wildcards)
{
    readonly ReadOnlySpan<char> _text = text;
    int _position;

    public readonly bool AtEnd => _position == _text.Length;

    public readonly char Current => _position < _text.Length ? _text[_position] : '\0';

    public bool SkipSpaces()
    {
        var start = _position;
        while (!AtEnd && char.IsWhiteSpace(Current))
            _position++;
        return _position > start;
    }

    public bool Accept(char c)
    {
        if (Current != c || AtEnd)
            return false;
        _position++;
        return true;
    }

    /// <summary>The longest operator here; perhaps none.</summary>
    public string ReadOperator()
    {
        foreach (var op in (ReadOnlySpan<string>)["!=", ">=", "=>", "<=", "=<", "~>", "=", ">", "<", "~", "^"])
        {
            if (_text[_position..].StartsWith(op, StringComparison.Ordinal))
            {
                _position += op.Length;
                return op;
            }
        }

        return "";
    }

    public bool TryRead(out VersionParts parts)
    {
        var start = _position;
        Accept('v');
        var major = ReadNumber();
        parts = default;
        if (major.Length == 0)
            return false;
        var minor = ReadDotNumber();
        var patch = minor.Length > 0 ? ReadDotNumber() : "";
        var prerelease = ReadIdentifiers('-');
        var metadata = ReadIdentifiers('+');
        parts = new(major, minor, patch, prerelease, metadata, _text[start.._position].ToString());
        return true;
    }

    string ReadDotNumber()
    {
        var start = _position;
        if (!Accept('.'))
            return "";
        var number = ReadNumber();
        if (number.Length == 0)
            _position = start;
        return number;
    }

    string ReadNumber()
    {
        var start = _position;
        while (!AtEnd && (char.IsAsciiDigit(Current) || (wildcards && Current is 'x' or 'X' or '*')))
            _position++;
        return _text[start.._position].ToString();
    }

    /// <summary>Dot-separated words of letters, digits and hyphens behind a mark.</summary>
    string ReadIdentifiers(char mark)
    {
        var start = _position;
        if (!Accept(mark))
            return "";
        var last = start;
        while (true)
        {
            var word = _position;
            while (!AtEnd && (char.IsAsciiLetterOrDigit(Current) || Current == '-'))
                _position++;
            if (_position == word)
                break;
            last = _position;
            if (!Accept('.'))
                break;
        }

        _position = last;
        return last == start ? "" : _text[(start + 1)..last].ToString();
    }
}
