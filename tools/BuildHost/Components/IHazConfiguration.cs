using Nuke.Common;

namespace Nuke.Components;

/// <summary>A build with a configuration: Debug by default, Release on a build server.</summary>
public interface IHazConfiguration : INukeBuild
{
    [Parameter]
    Configuration Configuration => TryGetValue(() => Configuration) ?? (IsLocalBuild ? Configuration.Debug : Configuration.Release);
}
