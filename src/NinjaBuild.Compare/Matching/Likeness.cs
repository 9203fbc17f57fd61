using System.Globalization;

namespace NinjaBuild.Compare.Matching;

/// <summary>How alike two objects of one kind are, from 0 to 1, and what speaks for it.</summary>
/// <param name="Score">The share of what was looked at that is alike.</param>
/// <param name="Evidence">What is alike, for people.</param>
sealed record Likeness(double Score, string Evidence)
{
    const double NameWeight = 3;

    /// <summary>From here on two objects are taken for one.</summary>
    public const double Enough = 0.5;

    // A name alone says little: todo-backend is not todo-frontend.
    const double EnoughByName = 0.65;

    /// <summary>Compares what two objects are known by.</summary>
    public static Likeness Of(Candidate before, Candidate after)
    {
        var evidence = new List<string>();
        var score = NameWeight * Shared(before.Words, after.Words, out var words);
        var weight = NameWeight;
        if (words.Count > 0)
            evidence.Add($"'{string.Join('-', before.Words.Where(words.Contains))}' in the name");
        foreach (var (first, second) in before.Features.Zip(after.Features))
        {
            if (first.Values.Count == 0 && second.Values.Count == 0)
                continue;
            score += first.Weight * Shared(first.Values, second.Values, out var shared);
            weight += first.Weight;
            if (shared.Count > 0)
                evidence.Add($"{first.Sort} {string.Join(' ', shared.Order(StringComparer.Ordinal).Take(3))}{More(shared.Count - 3)}");
        }

        var share = score / weight;
        return new Likeness(weight > NameWeight || share >= EnoughByName ? share : 0, string.Join(", ", evidence));
    }

    static double Shared(IReadOnlyCollection<string> before, IReadOnlyCollection<string> after, out HashSet<string> shared)
    {
        shared = [.. before];
        shared.IntersectWith(after);
        return 2.0 * shared.Count / Math.Max(1, before.Count + after.Count);
    }

    static string More(int count) => count <= 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" and {count} more");
}
