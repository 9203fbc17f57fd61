using System.Globalization;

namespace NinjaBuild.Helm.Charts;

/// <summary>Something wrong with a chart, its values or its templates, and where.</summary>
/// <param name="Path">The file or archive, as the caller would name it.</param>
/// <param name="Line">Counted from 1; 0 where the whole file is meant.</param>
/// <param name="Column">Counted from 1; 0 where none is known.</param>
/// <param name="Message">What is wrong and, where it can be said, what to do.</param>
public sealed record ChartProblem(string Path, int Line, int Column, string Message)
{
    /// <summary>One that concerns a whole file.</summary>
    public ChartProblem(string path, string message)
        : this(path, 0, 0, message)
    {
    }

    /// <summary>What problems of one cause have in common, where they come up in several files; empty otherwise.</summary>
    internal string Cause { get; init; } = "";

    /// <summary><c>path:line:column: message</c>, as far as it is known.</summary>
    public override string ToString()
    {
        var place = Line == 0 ? "" : Column == 0 ? string.Create(CultureInfo.InvariantCulture, $":{Line}") : string.Create(CultureInfo.InvariantCulture, $":{Line}:{Column}");
        return Path.Length == 0 ? Message : $"{Path}{place}: {Message}";
    }
}
