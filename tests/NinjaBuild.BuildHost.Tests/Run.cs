using Nuke.Common;

namespace NinjaBuild.BuildHost.Tests;

/// <summary>A run of a build in a folder of its own, with all that comes from outside made up.</summary>
internal sealed class Run : IDisposable
{
    private readonly Dictionary<string, string> variables = new(StringComparer.Ordinal);

    public Run(string parameters = """{ "$schema": "./build.schema.json", "Greeting": "hello-from-parameters-json" }""")
    {
        Root = Directory.CreateTempSubdirectory("host").FullName;
        Write(".nuke/parameters.json", parameters);
    }

    public string Root { get; }

    public bool IsTerminal { get; init; }

    public string? Assembly { get; init; }

    public string Output { get; private set; } = "";

    public Run With(string variable, string value)
    {
        variables[variable] = value;
        return this;
    }

    public Run Write(string path, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Root, path))!);
        File.WriteAllText(Path.Combine(Root, path), content);
        return this;
    }

    public int Of(string arguments) => Of<SampleBuild>(arguments, x => x.Compile);

    public int Of<T>(string arguments, params Func<T, Target>[] defaults)
        where T : NukeBuild, new()
    {
        using var output = new StringWriter { NewLine = "\n" };
        var exitCode = BuildRun.Execute(
            new HostEnvironment
            {
                Arguments = arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries),
                Variable = name => variables.GetValueOrDefault(name),
                Variables = () => variables,
                WorkingDirectory = Root,
                Output = output,
                IsTerminal = IsTerminal,
                Width = 80,
                Now = () => new DateTime(2026, 11, 20, 21, 38, 36, DateTimeKind.Local),
                Assembly = Assembly,
            },
            defaults);
        Output = output.ToString().ReplaceLineEndings("\n").Replace(Root, "<root>", StringComparison.Ordinal);
        return exitCode;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
