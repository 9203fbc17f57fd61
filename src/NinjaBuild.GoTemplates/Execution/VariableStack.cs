namespace NinjaBuild.GoTemplates.Execution;

/// <summary>The variables in scope, innermost last. A called template sees none of its caller's.</summary>
internal sealed class VariableStack
{
    (string Name, object? Value)[] _variables = new (string, object?)[16];
    int _base;

    public int Mark { get; private set; }

    /// <summary>Hides all variables; returns what <see cref="Leave"/> needs to bring them back.</summary>
    public (int Base, int Mark) Enter()
    {
        var outer = (_base, Mark);
        _base = Mark;
        return outer;
    }

    public void Leave((int Base, int Mark) outer)
    {
        Release(outer.Mark);
        _base = outer.Base;
    }

    public void Release(int mark)
    {
        _variables.AsSpan(mark, Mark - mark).Clear();
        Mark = mark;
    }

    public void Declare(string name, object? value)
    {
        if (Mark == _variables.Length)
            Array.Resize(ref _variables, Mark * 2);
        _variables[Mark++] = (name, value);
    }

    public bool TryGet(string name, out object? value)
    {
        var index = Find(name);
        value = index < 0 ? null : _variables[index].Value;
        return index >= 0;
    }

    public bool TrySet(string name, object? value)
    {
        var index = Find(name);
        if (index >= 0)
            _variables[index].Value = value;
        return index >= 0;
    }

    /// <summary>Sets the variable that is the n-th from the top, for the iterations of a range.</summary>
    public void SetTop(int n, object? value) => _variables[Mark - n].Value = value;

    int Find(string name)
    {
        for (var i = Mark - 1; i >= _base; i--)
        {
            if (_variables[i].Name == name)
                return i;
        }

        return -1;
    }
}
