using System.Globalization;
using System.Text;

namespace NinjaBuild.Kubernetes.Validation;

/// <summary>The way to a field, kept as a chain so that nothing is written out unless something is wrong there.</summary>
sealed class FieldPath
{
    readonly FieldPath? _parent;
    readonly string? _name;
    readonly int _index;

    FieldPath(FieldPath? parent, string? name, int index)
    {
        _parent = parent;
        _name = name;
        _index = index;
    }

    public static FieldPath Root { get; } = new(parent: null, name: null, index: -1);

    public FieldPath Field(string name) => new(this, name, -1);

    public FieldPath Item(int index) => new(this, name: null, index);

    /// <summary><c>spec.containers[0].env[2].value</c>; a name with other signs than letters stands in brackets and quotes.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        Write(text);
        return text.ToString();
    }

    void Write(StringBuilder text)
    {
        _parent?.Write(text);
        if (_index >= 0) text.Append('[').Append(_index.ToString(CultureInfo.InvariantCulture)).Append(']');
        else if (_name is null) return;
        else if (!IsPlain(_name)) text.Append("['").Append(_name).Append("']");
        else text.Append(text.Length > 0 ? "." : "").Append(_name);
    }

    static bool IsPlain(string name)
    {
        foreach (char c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-' or '$')) return false;
        }

        return name.Length > 0;
    }
}
