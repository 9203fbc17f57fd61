using System.Text;

namespace NinjaBuild.Yaml.Writing;

/// <summary>
/// The order in which go-yaml v2 writes keys (sorter.go): other characters before letters, and runs of digits by the number they make.
/// </summary>
static class KeyOrder
{
    /// <summary>Sorts in place. The order is not transitive for some odd keys, so no sort that relies on that may be used.</summary>
    public static void Sort(Span<KeyValuePair<string, object?>> entries)
    {
        if (IsSorted(entries)) return;
        var buffer = new KeyValuePair<string, object?>[entries.Length];
        MergeSort(entries, buffer);
    }

    static bool IsSorted(ReadOnlySpan<KeyValuePair<string, object?>> entries)
    {
        for (int i = 1; i < entries.Length; i++)
        {
            if (Less(entries[i].Key, entries[i - 1].Key)) return false;
        }

        return true;
    }

    static void MergeSort(Span<KeyValuePair<string, object?>> entries, Span<KeyValuePair<string, object?>> buffer)
    {
        if (entries.Length < 2) return;
        int half = entries.Length / 2;
        MergeSort(entries[..half], buffer[..half]);
        MergeSort(entries[half..], buffer[half..]);
        entries.CopyTo(buffer);
        int left = 0;
        int right = half;
        for (int i = 0; i < entries.Length; i++)
        {
            bool takeRight = left == half || (right < entries.Length && Less(buffer[right].Key, buffer[left].Key));
            entries[i] = takeRight ? buffer[right++] : buffer[left++];
        }
    }

    /// <summary>Whether <paramref name="a"/> stands before <paramref name="b"/>.</summary>
    public static bool Less(string a, string b)
    {
        int i = a.AsSpan().CommonPrefixLength(b);
        if (i < a.Length && i > 0 && char.IsLowSurrogate(a[i]) && char.IsHighSurrogate(a[i - 1])) i--;
        if (i == a.Length || i == b.Length) return a.Length < b.Length;

        var first = RuneAt(a, i);
        var second = RuneAt(b, i);
        bool firstIsLetter = Rune.IsLetter(first);
        bool secondIsLetter = Rune.IsLetter(second);
        if (firstIsLetter != secondIsLetter) return secondIsLetter;
        if (firstIsLetter) return first < second;

        // A zero within a number: 10 and 1a differ in the digits that count, 00 and 0a do not.
        long seed = (first.Value == '0' || second.Value == '0') && FollowsNonZeroDigit(a, i) ? 1 : 0;
        var (firstNumber, firstDigits) = NumberAt(a, i, seed);
        var (secondNumber, secondDigits) = NumberAt(b, i, seed);
        if (firstNumber != secondNumber) return firstNumber < secondNumber;
        return firstDigits != secondDigits ? firstDigits < secondDigits : first < second;
    }

    static bool FollowsNonZeroDigit(string text, int index)
    {
        for (int i = index - 1; i >= 0 && char.IsDigit(text[i]); i--)
        {
            if (text[i] != '0') return true;
        }

        return false;
    }

    static (long Number, int Digits) NumberAt(string text, int index, long number)
    {
        int digits = 0;
        while (index < text.Length)
        {
            var rune = RuneAt(text, index);
            if (!Rune.IsDigit(rune)) break;

            // Overflows as Go's int64 does.
            number = unchecked((number * 10) + (rune.Value - '0'));
            digits++;
            index += rune.Utf16SequenceLength;
        }

        return (number, digits);
    }

    static Rune RuneAt(string text, int index) => Rune.TryGetRuneAt(text, index, out var rune) ? rune : Rune.ReplacementChar;
}
