using System.Collections;

namespace NinjaBuild.Helm.Rendering;

/// <summary>The bytes of a file as entries of a list, made one by one for those who look at them.</summary>
sealed class ByteItems(ReadOnlyMemory<byte> bytes) : IReadOnlyList<object?>
{
    public int Count => bytes.Length;

    public object? this[int index] => bytes.Span[index];

    public IEnumerator<object?> GetEnumerator()
    {
        for (var i = 0; i < bytes.Length; i++)
            yield return bytes.Span[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
