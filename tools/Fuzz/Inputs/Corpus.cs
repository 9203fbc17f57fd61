namespace NinjaBuild.Fuzz.Inputs;

/// <summary>Inputs worth changing: the seeds, and each input whose outcome had a shape of its own.</summary>
sealed class Corpus
{
    const int Most = 4000;

    readonly List<byte[]> _inputs = [];
    readonly HashSet<string> _shapes = new(StringComparer.Ordinal);

    public int Count => _inputs.Count;

    public void Add(byte[] input) => _inputs.Add(input);

    /// <summary>Keeps an input whose outcome looks like none before.</summary>
    public void Offer(byte[] input, string outcome, Random random)
    {
        if (!_shapes.Add(Shape.Of(outcome)))
            return;
        if (_inputs.Count < Most)
            _inputs.Add(input);
        else
            _inputs[random.Next(Most)] = input;
    }

    /// <summary>New ones more often than old ones.</summary>
    public byte[] Pick(Random random)
    {
        var newest = random.Next(3) == 0 ? Math.Min(_inputs.Count, 50) : _inputs.Count;
        return _inputs[_inputs.Count - 1 - random.Next(newest)];
    }
}
