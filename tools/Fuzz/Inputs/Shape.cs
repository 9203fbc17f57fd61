using System.Text;

namespace NinjaBuild.Fuzz.Inputs;

/// <summary>An outcome without what differs from input to input: numbers, what stands in quotes or angle brackets, and most of its length.</summary>
static class Shape
{
    const int Longest = 160;

    public static string Of(string outcome)
    {
        var shape = new StringBuilder();
        var last = '\0';
        for (var i = 0; i < outcome.Length && shape.Length < Longest; i++)
        {
            var kind = outcome[i] switch
            {
                >= '0' and <= '9' => '0',
                > '\u007f' => 'é',
                var c => c,
            };
            if (Close(kind) is { } close && outcome.IndexOf(close, i + 1) is var end and > 0)
                i = end;
            if (kind == last)
                continue;
            shape.Append(kind);
            last = kind;
        }

        return shape.Append('/').Append(int.Log2(outcome.Length + 1)).ToString();
    }

    static char? Close(char open) => open switch { '"' => '"', '<' => '>', '`' => '`', _ => null };
}
