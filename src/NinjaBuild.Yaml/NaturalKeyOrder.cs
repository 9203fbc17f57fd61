namespace NinjaBuild.Yaml;

/// <summary>The order of keys that go-yaml v2 writes: letters after other characters, and runs of digits by their number (sorter.go).</summary>
sealed class NaturalKeyOrder : IComparer<string>
{
    public static NaturalKeyOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var (left, right) = (x!, y!);
        var digits = false;
        for (var i = 0; i < left.Length && i < right.Length; i++)
        {
            if (left[i] == right[i])
            {
                digits = char.IsAsciiDigit(left[i]);
                continue;
            }

            var (leftLetter, rightLetter) = (char.IsLetter(left[i]), char.IsLetter(right[i]));
            if (leftLetter && rightLetter)
                return left[i].CompareTo(right[i]);
            if (leftLetter || rightLetter)
                return digits ? (leftLetter ? -1 : 1) : leftLetter ? 1 : -1;

            var (leftEnd, leftNumber) = Number(left, i);
            var (rightEnd, rightNumber) = Number(right, i);
            if (leftNumber != rightNumber)
                return leftNumber.CompareTo(rightNumber);
            return leftEnd != rightEnd ? leftEnd.CompareTo(rightEnd) : left[i].CompareTo(right[i]);
        }

        return left.Length.CompareTo(right.Length);
    }

    static (int End, long Number) Number(string text, int start)
    {
        if (text[start] == '0' && start + 1 < text.Length && char.IsAsciiDigit(text[start + 1]))
            return (start, 0);
        var (end, number) = (start, 0L);
        while (end < text.Length && char.IsAsciiDigit(text[end]) && end - start < 18)
            number = (number * 10) + (text[end++] - '0');
        return (end, number);
    }
}
