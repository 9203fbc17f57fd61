using Nuke.Common.IO;

namespace NinjaBuild.BuildHost.Parameters;

/// <summary>The value of each parameter: command line before environment before profiles before <c>parameters.json</c>.</summary>
internal sealed class ParameterValues(
    ParameterTable table,
    CommandLine commandLine,
    HostEnvironment environment,
    List<string> problems)
{
    private readonly Dictionary<string, object?> cache = new(StringComparer.Ordinal);
    private readonly List<ParameterFile> files = [];
    private Dictionary<string, string>? variables;
    private string rootDirectory = "";

    public ParameterTable Table { get; } = table;

    public CommandLine CommandLine { get; } = commandLine;

    /// <summary>Loads the profiles asked for, of which the last one counts most, and <c>.nuke/parameters.json</c>.</summary>
    public void Load(AbsolutePath root)
    {
        rootDirectory = root;
        if (Texts(HostParameters.Profile) is { } profiles)
            foreach (var profile in profiles.Values.Reverse())
                LoadFile(root / ".nuke" / $"parameters.{profile}.json", profile);
        LoadFile(root / ".nuke" / "parameters.json", profile: null);
    }

    /// <summary>The value of the parameter, or null where nothing gives one.</summary>
    /// <exception cref="UsageException">Its text is no value of the type.</exception>
    public object? Value(string name, Type type)
    {
        lock (cache)
            if (cache.TryGetValue(name, out var cached))
                return cached;

        if (Table.OfMember(name) is not { } parameter)
            throw new ArgumentException($"'{name}' is no parameter: it lacks [Parameter]");

        var mistakes = new List<string>();
        var value = Value(parameter, type, mistakes);
        if (mistakes.Count > 0)
            throw new UsageException(mistakes);
        lock (cache)
            return cache[name] = value;
    }

    /// <summary>The value of one of the host's own parameters.</summary>
    public object? Value(ParameterMember parameter) => Value(parameter, parameter.Type, problems);

    public object? Value(ParameterMember parameter, Type type, List<string> mistakes)
    {
        if (Texts(parameter) is not { } given)
            return null;
        try
        {
            return ValueConversion.Convert(given.Values, type, given.Directory);
        }
        catch (FormatException exception)
        {
            mistakes.Add($"{given.Source()}: {exception.Message}");
            return null;
        }
    }

    /// <summary>Checks every value that was given, and the names in the files.</summary>
    public void Check()
    {
        foreach (var parameter in Table.All)
            Value(parameter, parameter.Type, problems);

        foreach (var file in files)
            foreach (var name in file.Names)
                if (name != "$schema" && !Table.All.Any(x => x.Name == name))
                {
                    var nearest = Spelling.Nearest(name, Table.All.Select(x => x.Name));
                    problems.Add($"{file.Path}: unknown parameter {name}" + (nearest is null ? "" : $"; did you mean {nearest}?"));
                }
    }

    private Given? Texts(ParameterMember parameter)
    {
        if (CommandLine.Values(parameter) is { } arguments)
            return new Given(arguments, () => $"--{parameter.Dashed}", environment.WorkingDirectory);
        if (FromVariable(parameter) is { } given)
            return given;
        foreach (var file in files)
            if (file.Values(parameter.Name) is { } values)
                return new Given(values, () => $"{file.Path}: {parameter.Name}", rootDirectory);
        return null;
    }

    private Given? FromVariable(ParameterMember parameter)
    {
        variables ??= Normalize(environment.Variables());
        var normalized = ParameterText.Normalized(parameter.Name);
        if (variables.TryGetValue("NUKE" + normalized, out var value))
            return Read($"NUKE_{parameter.Name.ToUpperInvariant()}");

        // HOST, ROOT, TARGET and their like belong to others: without the prefix they count only where they make sense.
        if (!variables.TryGetValue(normalized, out value) || (parameter.Member is null && !IsValue(parameter, value)))
            return null;
        return Read(parameter.Name);

        Given? Read(string source)
        {
            var texts = parameter.Separator is { } separator ? value.Split(separator, StringSplitOptions.RemoveEmptyEntries) : [value];
            return value.Length == 0 ? null : new Given(texts, () => $"environment variable {source}", environment.WorkingDirectory);
        }
    }

    private static bool IsValue(ParameterMember parameter, string text)
        => (parameter.IsFlag && bool.TryParse(text, out _))
           || (parameter == HostParameters.Host && Nuke.Common.Host.Names.Contains(text))
           || (parameter == HostParameters.Verbosity && Enum.TryParse<Nuke.Common.Verbosity>(text, ignoreCase: true, out _));

    private static Dictionary<string, string> Normalize(IEnumerable<KeyValuePair<string, string>> variables)
    {
        var normalized = new Dictionary<string, string>(StringComparer.Ordinal);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in variables)
        {
            // COUNT and Count at once: the one that sorts first counts, whatever order the process was given them in.
            var key = ParameterText.Normalized(name);
            if (!names.TryGetValue(key, out var other) || string.CompareOrdinal(name, other) < 0)
                (names[key], normalized[key]) = (name, value);
        }

        return normalized;
    }

    private void LoadFile(AbsolutePath path, string? profile)
    {
        var shown = $".nuke/{path.Name}";
        byte[] content;
        try
        {
            content = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            if (profile is not null)
                problems.Add($"--profile {profile}: there is no {shown}");
            return;
        }

        files.Add(ParameterFile.Read(shown, content, problems));
    }

    private sealed record Given(IReadOnlyList<string> Values, Func<string> Source, string Directory);
}
