using NinjaBuild.GoTemplates;
using NinjaBuild.GoTemplates.Formatting;
using Map = System.Collections.Generic.Dictionary<string, object?>;

namespace NinjaBuild.Helm.Functions.Toml;

/// <summary>
/// TOML 1.0 as github.com/BurntSushi/toml 1.5 reads it into a map: integers are int64. This part reads tables and keys.
/// </summary>
sealed partial class TomlReader
{
    const int MaxDepth = 500;

    readonly string _text;
    readonly Map _root = new(StringComparer.Ordinal);
    readonly HashSet<object> _closed = new(ReferenceEqualityComparer.Instance);     // inline tables and arrays: nothing may be added
    readonly HashSet<object> _implicit = new(ReferenceEqualityComparer.Instance);   // tables that only a longer name made
    readonly HashSet<object> _dotted = new(ReferenceEqualityComparer.Instance);     // tables that dotted keys made
    int _position;
    string _lastKey = "";

    TomlReader(string text) => _text = text;

    char Current => _position < _text.Length ? _text[_position] : '\0';

    bool AtEnd => _position >= _text.Length;

    /// <summary>Reads a text.</summary>
    /// <exception cref="FunctionException">It is no TOML; in the package's words.</exception>
    public static Map Read(string text)
    {
        var reader = new TomlReader(text.Replace("\r\n", "\n", StringComparison.Ordinal));
        reader.ReadDocument();
        return reader._root;
    }

    void ReadDocument()
    {
        var table = _root;
        while (true)
        {
            SkipBlank();
            if (AtEnd)
                return;
            if (Current == '[')
                table = ReadHeader();
            else
                ReadEntry(table, 0);
            SkipSpaces();
            SkipComment();
            if (!AtEnd && Current != '\n')
                throw Error($"expected a top-level item to end with a newline, comment, or EOF, but got {Quote(Current)} instead");
        }
    }

    Map ReadHeader()
    {
        _position++;
        var isArray = Current == '[';
        if (isArray)
            _position++;
        var path = new List<string>();
        do
        {
            SkipSpaces();
            if (Current == ']')
                throw Error("unexpected end of table name (table names cannot be empty)");
            if (Current == '.')
                throw Error("unexpected table separator (table names cannot be empty)");
            path.Add(ReadKeyPart());
            SkipSpaces();
        }
        while (Accept('.'));

        if (!Accept(']'))
            throw AtEnd ? Error("unexpected EOF") : Error($"expected '.' or ']' to end table name, but got {Quote(Current)} instead");
        if (isArray && !Accept(']'))
            throw Error($"expected end of table array name delimiter ']', but got {Quote(Current)} instead");
        _lastKey = string.Join('.', path);
        return isArray ? AppendTable(path) : OpenTable(path);
    }

    /// <summary>The table that a name's parts lead to, all but the last.</summary>
    Map Parent(List<string> path)
    {
        var table = _root;
        foreach (var part in path[..^1])
        {
            if (!table.TryGetValue(part, out var next))
            {
                var made = new Map(StringComparer.Ordinal);
                _implicit.Add(made);
                table[part] = next = made;
            }

            table = next switch
            {
                Map map when !_closed.Contains(map) => map,
                List<object?> list when !_closed.Contains(list) => (Map)list[^1]!,
                _ => throw Error($"Key '{_lastKey}' has already been defined."),
            };
        }

        return table;
    }

    Map OpenTable(List<string> path)
    {
        var parent = Parent(path);
        if (!parent.TryGetValue(path[^1], out var known))
        {
            var made = new Map(StringComparer.Ordinal);
            parent[path[^1]] = made;
            return made;
        }

        if (known is Map map && _implicit.Remove(map))
            return map;
        throw Error($"Key '{_lastKey}' has already been defined.");
    }

    Map AppendTable(List<string> path)
    {
        var parent = Parent(path);
        if (!parent.TryGetValue(path[^1], out var known))
            parent[path[^1]] = known = new List<object?>();
        if (known is not List<object?> list || _closed.Contains(list))
            throw Error($"Key '{path[^1]}' was already created and cannot be used as an array.");
        var table = new Map(StringComparer.Ordinal);
        list.Add(table);
        return table;
    }

    /// <summary>A key, which may have dots, and its value.</summary>
    void ReadEntry(Map table, int depth)
    {
        var names = new List<string>();
        do
        {
            SkipSpaces();
            if (Current == '=' || Current == '.')
                throw Error(names.Count > 0 ? $"unexpected '{Current}'" : Current == '=' ? "unexpected '=': key name appears blank" : "unexpected '.': keys cannot start with a '.'");
            names.Add(ReadKeyPart());
            SkipSpaces();
        }
        while (Accept('.'));

        if (!Accept('='))
            throw Error(AtEnd ? "unexpected EOF; expected key separator '='" : $"expected '.' or '=', but got {Quote(Current)} instead");
        _lastKey = string.Join('.', names);
        foreach (var name in names[..^1])
            table = Below(table, name);
        SkipSpaces();
        var value = ReadValue(depth + 1);
        if (!table.TryAdd(names[^1], value))
            throw Error($"Key '{string.Join('.', names)}' has already been defined.");
    }

    Map Below(Map table, string name)
    {
        if (!table.TryGetValue(name, out var next))
        {
            var made = new Map(StringComparer.Ordinal);
            _dotted.Add(made);
            table[name] = made;
            return made;
        }

        return next is Map map && !_closed.Contains(map) && (_dotted.Contains(map) || _implicit.Contains(map))
            ? map
            : throw Error($"Key '{name}' has already been defined.");
    }

    string ReadKeyPart()
    {
        if (Current is '"' or '\'')
            return ReadString(allowsMultiline: false);
        var start = _position;
        while (!AtEnd && (char.IsAsciiLetterOrDigit(Current) || Current is '_' or '-'))
            _position++;
        if (_position > start)
            return _text[start.._position];
        throw Error(AtEnd ? "unexpected EOF; expected key separator '='" : $"expected '.' or '=', but got {Quote(Current)} instead");
    }

    bool Accept(char c)
    {
        if (AtEnd || Current != c)
            return false;
        _position++;
        return true;
    }

    void SkipSpaces()
    {
        while (!AtEnd && Current is ' ' or '\t')
            _position++;
    }

    void SkipComment()
    {
        if (Current != '#')
            return;
        for (; !AtEnd && _text[_position] is var c && c != '\n'; _position++)
        {
            if (c is < ' ' and not '\t' or '\x7f')
                throw Error($"control characters are not allowed inside comments: '\\x{(int)c:x2}'");
        }
    }

    /// <summary>Spaces, comments and line ends.</summary>
    void SkipBlank()
    {
        do
        {
            SkipSpaces();
            SkipComment();
        }
        while (Accept('\n'));
    }

    static string Quote(char c) => GoFormat.Sprintf("%q", [(int)c]);

    FunctionException Error(string message)
    {
        var line = 1 + _text.AsSpan(0, Math.Min(_position, _text.Length)).Count('\n');
        return new FunctionException(_lastKey.Length == 0 ? $"toml: line {line}: {message}" : $"toml: line {line} (last key {Quoting.Quote(_lastKey)}): {message}");
    }
}
