namespace NinjaBuild.GoTemplates.Syntax;

/// <summary>The variables that a template may use at a place in its text; <c>$</c> always is one.</summary>
internal sealed class VariableNames
{
    /// <summary>Honest templates have fewer, and are searched one by one.</summary>
    const int Few = 32;

    readonly List<string> _names = ["$"];
    Dictionary<string, int>? _counts;

    /// <summary>What <see cref="Release"/> needs to forget those that come from here on.</summary>
    public int Mark => _names.Count;

    public bool Contains(string name) => _counts?.ContainsKey(name) ?? _names.Contains(name);

    public void Add(string name)
    {
        _names.Add(name);
        if (_counts is not null)
            _counts[name] = _counts.GetValueOrDefault(name) + 1;
        else if (_names.Count > Few)
            _counts = _names.GroupBy(known => known, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.Count(), StringComparer.Ordinal);
    }

    public void Release(int mark)
    {
        for (var i = mark; i < _names.Count && _counts is not null; i++)
        {
            if (--_counts[_names[i]] == 0)
                _counts.Remove(_names[i]);
        }

        _names.RemoveRange(mark, _names.Count - mark);
    }
}
