using Nuke.Common;
using Nuke.Components;

namespace NinjaBuild.Components;

/// <summary>A workspace of app and chart declarations, and what of it a build is about.</summary>
internal interface IHazWorkspace : IHazArtifacts
{
    [Parameter("Chart to work on; repeatable. Default is every chart")]
    string[] Chart => TryGetValue(() => Chart) ?? [];

    [Parameter("Environment to show and check, as ninja.yaml names it. Default is all")]
    string? Env => TryGetValue(() => Env) is { } name && !name.Contains('/', StringComparison.Ordinal) ? name : null; // $ENV is sh's start-up file

    [Parameter("Input of the build as NAME=VALUE, for names that ninja.yaml declares; repeatable")]
    string[] Input => TryGetValue(() => Input) ?? [];

    [Parameter("Says for every action that ran which change caused it")]
    bool Explain => TryGetValue<bool?>(() => Explain) ?? false;

    [Parameter("Runs every action, and neither reads nor writes the cache")]
    bool NoCache => TryGetValue<bool?>(() => NoCache) ?? false;

    [Parameter("Folder of the cache, shared between checkouts. Default is in the user's cache folder")]
    string? CacheDir => TryGetValue(() => CacheDir);

    [Parameter("Makes an image without digest an error")]
    bool RequireDigests => TryGetValue<bool?>(() => RequireDigests) ?? false;
}
