namespace NinjaBuild.BuildHost.Targets;

/// <summary>A condition as its author wrote it, without the lambda around it.</summary>
internal static class ConditionText
{
    public static string Of(string? expression)
    {
        var words = (expression ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var text = string.Join(' ', words);
        return text.StartsWith("() =>", StringComparison.Ordinal) ? text[5..].TrimStart() : text;
    }
}
