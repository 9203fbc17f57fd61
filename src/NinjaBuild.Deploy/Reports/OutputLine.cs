using NinjaBuild.Deploy.Waiting.Evidence;

namespace NinjaBuild.Deploy.Reports;

/// <summary>
/// The last thing that happens to a line before people see it. Names, annotations and messages come from charts and clusters: nothing in
/// them may steer a terminal, or begin a line of its own, which a CI system might take for a command.
/// </summary>
static class OutputLine
{
    const int MaxLength = 10_000;

    /// <summary>The line, indented as it was, without control characters and escape sequences.</summary>
    public static string Of(string line)
    {
        var indent = line.Length - line.AsSpan().TrimStart(' ').Length;
        return string.Concat(line.AsSpan(0, indent), PlainText.Line(line[indent..], MaxLength));
    }
}
