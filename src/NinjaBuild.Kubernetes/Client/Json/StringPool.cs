using System.Text;
using System.Text.Json;

namespace NinjaBuild.Kubernetes.Client.Json;

/// <summary>
/// The strings that were read last, so that the names of fields, and values that many objects share, are in memory once. It never grows:
/// a string takes the place of another that falls on the same slot. Any number of threads may use it.
/// </summary>
sealed class StringPool
{
    const int MaxLength = 64;

    readonly string?[] _slots = new string?[4096];

    /// <summary>The string, or the name of a field, where a reader stands.</summary>
    public string Text(ref Utf8JsonReader reader)
    {
        if (reader.HasValueSequence || reader.ValueIsEscaped || reader.ValueSpan.Length > MaxLength) return reader.GetString()!;
        var utf8 = reader.ValueSpan;
        if (utf8.Length == 0) return "";
        var hash = new HashCode();
        hash.AddBytes(utf8);
        ref var slot = ref _slots[hash.ToHashCode() & (_slots.Length - 1)];
        if (slot is { } known && Ascii.Equals(utf8, known)) return known;
        return slot = reader.GetString()!;
    }
}
