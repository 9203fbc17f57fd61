using NinjaBuild.Fuzz;
using NinjaBuild.Fuzz.Running;
using NinjaBuild.Fuzz.Targets;

FuzzOptions options;
try
{
    options = FuzzOptions.Parse(args);
    if (options.Targets.Find(name => TargetList.Find(name) is null) is { } unknown)
        throw new FormatException($"there is no target {unknown}: they are {string.Join(", ", TargetList.All.Select(target => target.Name))}");
}
catch (Exception wrong) when (wrong is FormatException or OverflowException)
{
    Console.Error.WriteLine(wrong.Message);
    Console.Error.WriteLine(FuzzOptions.Usage);
    return 2;
}

if (options.Replay is { } file)
    return Replay.Run(TargetList.Find(options.Targets[0])!, file);
return options.State is null ? new Campaign(options).Run() : Worker.Run(options);
