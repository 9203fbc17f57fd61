using System.Globalization;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Waiting.Evidence;

/// <summary>An event in a line.</summary>
/// <param name="Time">When it happened last.</param>
/// <param name="Likeness">The same for events that say the same of different pods.</param>
/// <param name="Uid">The object that it is about.</param>
/// <param name="Part">The part of it, as a field: <c>spec.containers{web}</c>; empty where it is about the whole.</param>
/// <param name="Message">What it says of it.</param>
/// <param name="Text"><c>Pod web-1: BackOff: Back-off restarting failed container (12 times)</c>.</param>
sealed record EventText(DateTimeOffset Time, string Likeness, string Uid, string Part, string Message, string Text);

/// <summary>Chooses and writes the events that are shown.</summary>
static class EventTexts
{
    /// <summary>How many are shown.</summary>
    public const int Limit = 10;

    static readonly char[] Separators = [' ', '"', '\'', '(', ')', '[', ']', '/', ':', ',', '=', '_', '\n'];

    /// <summary>The newest events, each kind of message once, the newest first.</summary>
    public static IReadOnlyList<string> Newest(IEnumerable<EventText> events) =>
    [
        .. events.OrderByDescending(one => one.Time).ThenBy(one => one.Text, StringComparer.Ordinal).DistinctBy(one => one.Likeness).Take(Limit).Select(one => one.Text),
    ];

    /// <summary>Writes an event of the core group; those of <c>events.k8s.io</c> look the same there, but for their times.</summary>
    public static EventText Of(Tree tree)
    {
        var about = $"{tree.Text("involvedObject", "kind")} {tree.Text("involvedObject", "name")}";
        var reason = tree.Text("reason") ?? "";
        var message = PlainText.Line(tree.Text("message") ?? "");
        long count = tree.Number("series", "count") ?? tree.Number("count") ?? 1;
        var times = count > 1 ? $" ({count} times)" : "";
        var likeness = $"{tree.Text("involvedObject", "kind")}/{reason}/{Likeness(message)}";
        return new EventText(
            TimeOf(tree),
            likeness,
            tree.Text("involvedObject", "uid") ?? "",
            tree.Text("involvedObject", "fieldPath") ?? "",
            message,
            PlainText.Line($"{about}: {reason}: {message}{times}", limit: 600));
    }

    // Generated names and uids have a digit in them as a rule.
    static string Likeness(string message) =>
        string.Join(' ', message.Split(Separators, StringSplitOptions.RemoveEmptyEntries).Select(word => word.Any(char.IsAsciiDigit) ? "#" : word));

    static DateTimeOffset TimeOf(Tree tree)
    {
        var newest = DateTimeOffset.MinValue;
        foreach (var text in (ReadOnlySpan<string?>)
            [tree.Text("series", "lastObservedTime"), tree.Text("lastTimestamp"), tree.Text("eventTime"), tree.Text("metadata", "creationTimestamp")])
        {
            if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) && time > newest) newest = time;
        }

        return newest;
    }
}
