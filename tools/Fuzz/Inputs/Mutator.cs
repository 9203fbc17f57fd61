using System.Text;

namespace NinjaBuild.Fuzz.Inputs;

/// <summary>Makes new inputs of known ones.</summary>
sealed class Mutator(Random random, Corpus corpus, IReadOnlyList<string> tokens)
{
    const int Longest = 64 * 1024;

    readonly byte[][] _tokens = [.. tokens.Select(Encoding.UTF8.GetBytes)];

    public byte[] Next()
    {
        var input = new List<byte>(corpus.Pick(random));
        for (var i = 1 + random.Next(4); i > 0; i--)
            Change(input);
        if (input.Count > Longest)
            input.RemoveRange(Longest, input.Count - Longest);
        return [.. input];
    }

    void Change(List<byte> input)
    {
        switch (random.Next(10))
        {
            case 0 when input.Count > 0:
                input[random.Next(input.Count)] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when input.Count > 0:
                input[random.Next(input.Count)] = (byte)random.Next(256);
                break;
            case 2 when input.Count > 0:
                input.RemoveRange(Part(input, out var length), length);
                break;
            case 3:
                Splice(input, corpus.Pick(random));
                break;
            case 4 when input.Count > 0:
                Repeat(input);
                break;
            case 5 when input.Count > 0:
                var cut = random.Next(input.Count);
                input.RemoveRange(cut, input.Count - cut);
                break;
            case 6 when input.Count > 0:
                var moved = input.GetRange(Part(input, out var size), size);
                input.InsertRange(random.Next(input.Count + 1), moved);
                break;
            default:
                input.InsertRange(random.Next(input.Count + 1), _tokens[random.Next(_tokens.Length)]);
                break;
        }
    }

    /// <summary>The front of one input before the end of another.</summary>
    void Splice(List<byte> input, byte[] other)
    {
        var cut = random.Next(input.Count + 1);
        input.RemoveRange(cut, input.Count - cut);
        input.AddRange(other.AsSpan(random.Next(other.Length + 1)));
    }

    /// <summary>A part many times over: deep nesting and long runs.</summary>
    void Repeat(List<byte> input)
    {
        var part = random.Next(2) == 0 ? _tokens[random.Next(_tokens.Length)] : [.. input.GetRange(Part(input, out var length), length)];
        var times = 1 << random.Next(12);
        var at = random.Next(input.Count + 1);
        for (var i = 0; i < times && input.Count < Longest; i++)
            input.InsertRange(at, part);
    }

    int Part(List<byte> input, out int length)
    {
        var start = random.Next(input.Count);
        length = 1 + random.Next(Math.Min(input.Count - start, random.Next(3) == 0 ? input.Count : 16));
        return start;
    }
}
