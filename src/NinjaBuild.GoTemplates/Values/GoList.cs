using System.Collections;

namespace NinjaBuild.GoTemplates.Values;

/// <summary>A list whose entries have a Go type other than interface{}: <c>[]string</c>, <c>[]int</c>, <c>[]uint8</c>. Never changes.</summary>
/// <param name="elementType">The Go type of its entries.</param>
/// <param name="items">The entries.</param>
public sealed class GoList(string elementType, IReadOnlyList<object?> items) : IReadOnlyList<object?>, IGoTyped
{
    /// <summary>The Go type of its entries.</summary>
    public string ElementType { get; } = elementType;

    /// <inheritdoc/>
    public string GoType => "[]" + ElementType;

    /// <inheritdoc/>
    public int Count => items.Count;

    /// <inheritdoc/>
    public object? this[int index] => items[index];

    /// <summary>A <c>[]string</c>.</summary>
    public static GoList Strings(IReadOnlyList<object?> items) => new("string", items);

    /// <inheritdoc/>
    public IEnumerator<object?> GetEnumerator() => items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
