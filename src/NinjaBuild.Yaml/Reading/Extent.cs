namespace NinjaBuild.Yaml.Reading;

/// <summary>The size of what was read, held against the limits; aliases count with all that they stand for.</summary>
sealed class Extent(YamlLimits limits)
{
    // The deepest level since someone last asked: gives the height of what an anchor stands for.
    int _deepest;

    public int Count { get; private set; }

    public int Depth { get; private set; }

    public void Enter(Position at)
    {
        Depth++;
        Reach(Depth, at);
    }

    public void Leave() => Depth--;

    public void Add(int nodes, Position at)
    {
        if (nodes > limits.MaxNodes - Count)
            throw new YamlSyntaxException(at, $"has more than {limits.MaxNodes:N0} nodes once its aliases are expanded");
        Count += nodes;
    }

    public void AddAlias(AnchoredNode anchored, Position at)
    {
        Add(anchored.Count, at);
        Reach(Depth + anchored.Height, at);
    }

    /// <summary>Starts to measure a height.</summary>
    /// <returns>What <see cref="EndHeight"/> needs.</returns>
    public int BeginHeight()
    {
        int before = _deepest;
        _deepest = Depth;
        return before;
    }

    public int EndHeight(int before)
    {
        int height = _deepest - Depth;
        _deepest = Math.Max(_deepest, before);
        return height;
    }

    void Reach(int depth, Position at)
    {
        if (depth > limits.MaxDepth) throw new YamlSyntaxException(at, $"is nested more than {limits.MaxDepth} levels deep");
        _deepest = Math.Max(_deepest, depth);
    }
}
