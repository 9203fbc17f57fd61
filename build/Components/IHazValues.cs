using NinjaBuild.Helm.Values;
using Nuke.Common;

namespace NinjaBuild.Components;

/// <summary>Values that are laid over a chart's own, with the flags of helm.</summary>
internal interface IHazValues : INukeBuild
{
    [Parameter("Values file, the later over the earlier; repeatable")]
    string[] Values => TryGetValue(() => Values) ?? [];

    [Parameter("Value as KEY=VALUE; repeatable")]
    string[] Set => TryGetValue(() => Set) ?? [];

    [Parameter("Value as KEY=VALUE that stays a text; repeatable")]
    string[] SetString => TryGetValue(() => SetString) ?? [];

    [Parameter("Value as KEY=FILE; repeatable")]
    string[] SetFile => TryGetValue(() => SetFile) ?? [];

    [Parameter("Value as KEY=JSON; repeatable")]
    string[] SetJson => TryGetValue(() => SetJson) ?? [];

    [Parameter("Value as KEY=VALUE in which no character has a meaning; repeatable")]
    string[] SetLiteral => TryGetValue(() => SetLiteral) ?? [];

    /// <summary>All that the flags give.</summary>
    protected ValuesSource GivenValues() => new()
    {
        Files = [.. Values.SelectMany(files => files.Split(','))],
        Json = SetJson,
        Set = Set,
        SetString = SetString,
        SetFile = SetFile,
        SetLiteral = SetLiteral,
    };
}
