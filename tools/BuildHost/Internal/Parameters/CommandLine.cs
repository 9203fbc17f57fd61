namespace NinjaBuild.BuildHost.Parameters;

/// <summary>
/// The arguments, sorted into targets and values. Where Nuke lets a flag swallow what follows it, here a flag takes only
/// true or false, a single-valued parameter takes one argument, and what is left names targets.
/// </summary>
internal sealed class CommandLine
{
    private readonly Dictionary<ParameterMember, List<string>> values = [];
    private readonly List<string> targets = [];

    private CommandLine()
    {
    }

    /// <summary>Targets named outside of <c>--target</c>.</summary>
    public IReadOnlyList<string> Targets => targets;

    public IEnumerable<ParameterMember> Given => values.Keys;

    /// <summary>The values given for a parameter, or null where it was not given.</summary>
    public IReadOnlyList<string>? Values(ParameterMember parameter) => values.GetValueOrDefault(parameter);

    public static CommandLine Parse(IReadOnlyList<string> arguments, ParameterTable table, List<string> problems)
    {
        var line = new CommandLine();
        for (var i = 0; i < arguments.Count;)
        {
            var argument = arguments[i++];
            if (!IsName(argument))
                line.targets.AddRange(argument.Split('+', StringSplitOptions.RemoveEmptyEntries));
            else if (table.Find(argument) is { } parameter)
                i = line.Take(parameter, arguments, i, problems);
            else
                i = SkipUnknown(arguments, i, table, problems);
        }

        return line;
    }

    private static bool IsName(string argument) => argument.Length > 1 && argument[0] == '-' && !char.IsAsciiDigit(argument[1]);

    private int Take(ParameterMember parameter, IReadOnlyList<string> arguments, int start, List<string> problems)
    {
        var end = start;
        while (end < arguments.Count && !IsName(arguments[end]) && (parameter.IsList || end == start))
            end++;
        if (parameter.IsFlag && end > start && !bool.TryParse(arguments[start], out _))
            end = start;

        if (!values.TryGetValue(parameter, out var taken))
            values[parameter] = taken = [];
        else if (!parameter.IsList)
            problems.Add($"--{parameter.Dashed} is given more than once");

        if (end == start && !parameter.IsFlag && !parameter.IsList && !parameter.IsValueOptional)
            problems.Add($"--{parameter.Dashed} needs a value");

        for (var i = start; i < end; i++)
            taken.AddRange(Split(arguments[i], parameter));
        return end;
    }

    private static int SkipUnknown(IReadOnlyList<string> arguments, int next, ParameterTable table, List<string> problems)
    {
        var name = arguments[next - 1];
        var assignment = name.IndexOf('=', StringComparison.Ordinal);
        if (assignment > 0 && table.Find(name[..assignment]) is { } meant)
        {
            problems.Add($"unknown parameter {name}; write --{meant.Dashed} {name[(assignment + 1)..]}");
            return next;
        }

        var nearest = Spelling.Nearest(name.TrimStart('-'), table.All.Select(x => x.Dashed));
        problems.Add($"unknown parameter {name}" + (nearest is null ? "; --help lists them" : $"; did you mean --{nearest}?"));

        // Whatever follows was meant as its value: calling it an unknown target too would only confuse.
        while (next < arguments.Count && !IsName(arguments[next]))
            next++;
        return next;
    }

    private static string[] Split(string text, ParameterMember parameter)
        => parameter.Separator is { } separator ? text.Split(separator, StringSplitOptions.RemoveEmptyEntries) : [text];
}
