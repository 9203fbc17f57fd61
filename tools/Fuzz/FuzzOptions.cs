using System.Globalization;

namespace NinjaBuild.Fuzz;

/// <summary>What the command line asks for.</summary>
sealed record FuzzOptions
{
    public const string Usage = "usage: Fuzz [TARGET…] [--minutes N] [--seed S] [--jobs N]\n       Fuzz --replay TARGET FILE";

    /// <summary>Empty for all.</summary>
    public List<string> Targets { get; init; } = [];

    /// <summary>For all targets together.</summary>
    public double Minutes { get; private set; } = 10;

    public int Seed { get; private set; } = 1;

    /// <summary>Worker processes at the same time.</summary>
    public int Jobs { get; private set; } = Math.Max(1, Environment.ProcessorCount);

    /// <summary>Runs one input and says what came of it.</summary>
    public string? Replay { get; private set; }

    /// <summary>The file through which this process tells the one that started it what it is doing; null where it was not started so.</summary>
    public string? State { get; private set; }

    /// <summary>A worker with this runs the hostile inputs from that number on, and nothing else.</summary>
    public int? HostileFrom { get; private set; }

    /// <exception cref="FormatException">The arguments are wrong.</exception>
    public static FuzzOptions Parse(string[] arguments)
    {
        var options = new FuzzOptions();
        for (var i = 0; i < arguments.Length; i++)
        {
            string Value() => ++i < arguments.Length ? arguments[i] : throw new FormatException($"{arguments[i - 1]} wants a value");
            switch (arguments[i])
            {
                case "--minutes":
                    options.Minutes = double.Parse(Value(), CultureInfo.InvariantCulture);
                    break;
                case "--seed":
                    options.Seed = int.Parse(Value(), CultureInfo.InvariantCulture);
                    break;
                case "--jobs":
                    options.Jobs = int.Parse(Value(), CultureInfo.InvariantCulture);
                    break;
                case "--replay":
                    options.Targets.Add(Value());
                    options.Replay = Value();
                    break;
                case "--state":
                    options.State = Value();
                    break;
                case "--hostile-from":
                    options.HostileFrom = int.Parse(Value(), CultureInfo.InvariantCulture);
                    break;
                case var name when name.StartsWith('-'):
                    throw new FormatException($"unknown option {name}");
                case var name:
                    options.Targets.Add(name);
                    break;
            }
        }

        return options;
    }
}
