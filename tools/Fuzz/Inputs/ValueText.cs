using System.Globalization;

namespace NinjaBuild.Fuzz.Inputs;

/// <summary>
/// Reads any text as a value, one item a line: <c>[</c> and <c>{</c> open a list or a map, which <c>]</c> or <c>}</c> closes, s starts a text
/// (with backslash escapes), i an integer, f a float; anything else is null or true. In a map, every other item is a key.
/// </summary>
static class ValueText
{
    public static object? Read(string text)
    {
        var open = new Stack<Collection>();
        var root = new Collection(new List<object?>(), null);
        open.Push(root);
        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith('[') || line.StartsWith('{'))
            {
                var inner = new Collection(line[0] == '[' ? new List<object?>() : null, line[0] == '{' ? new Dictionary<string, object?>(StringComparer.Ordinal) : null);
                if (open.Peek().Add(inner.Value))
                    open.Push(inner);
            }
            else if (line.StartsWith(']') || line.StartsWith('}'))
            {
                if (open.Count > 1)
                    open.Pop();
            }
            else if (line.Length > 0)
            {
                open.Peek().Add(Scalar(line));
            }
        }

        return root.Items!.Count == 1 ? root.Items[0] : root.Items;
    }

    static object? Scalar(string line) => line[0] switch
    {
        's' => Unescape(line[1..]),
        'i' => long.TryParse(line.AsSpan(1), CultureInfo.InvariantCulture, out var number) ? number : 0L,
        'f' => double.TryParse(line.AsSpan(1), CultureInfo.InvariantCulture, out var number) ? number : 0.5,
        't' => true,
        _ => null,
    };

    static string Unescape(string text) => text.Contains('\\', StringComparison.Ordinal)
        ? text.Replace("\\n", "\n").Replace("\\t", "\t").Replace("\\r", "\r").Replace("\\e", "\u001b").Replace("\\N", "\u0085").Replace("\\L", "\u2028").Replace("\\0", "\0")
        : text;

    sealed class Collection(List<object?>? items, Dictionary<string, object?>? entries)
    {
        string? _key;

        public List<object?>? Items => items;

        public object Value => items is null ? entries! : items;

        /// <summary>False where the value was taken for a key.</summary>
        public bool Add(object? value)
        {
            if (items is not null)
            {
                items.Add(value);
                return true;
            }

            if (_key is null)
            {
                _key = value as string ?? "k";
                return false;
            }

            entries![_key] = value;
            _key = null;
            return true;
        }
    }
}
