using Nuke.Common;

namespace NinjaBuild.BuildHost.Parameters;

/// <summary>The parameters that every build has.</summary>
internal static class HostParameters
{
    public static readonly ParameterMember Continue =
        new("Continue", typeof(bool), "Indicates to continue a previously failed build attempt");
    public static readonly ParameterMember Help = new("Help", typeof(bool), "Shows the help text for this build assembly");
    public static readonly ParameterMember Host = new("Host", typeof(string), "Host for execution. Default is 'automatic'");
    public static readonly ParameterMember NoLogo = new("NoLogo", typeof(bool), "Disables displaying the NUKE logo");
    public static readonly ParameterMember Plan = new("Plan", typeof(bool), "Shows the execution plan (HTML)");
    public static readonly ParameterMember Profile = new("Profile", typeof(string[]), "Defines the profiles to load");

    public static readonly ParameterMember Root = new("Root", typeof(string), "Root directory during build execution")
    {
        IsValueOptional = true,
    };

    public static readonly ParameterMember Skip =
        new("Skip", typeof(string[]), "List of targets to be skipped. Empty list skips all dependencies") { Separator = '+' };

    public static readonly ParameterMember Target =
        new("Target", typeof(string[]), "List of targets to be invoked. Default is '{default_target}'") { Separator = '+' };

    public static readonly ParameterMember Verbosity =
        new("Verbosity", typeof(Verbosity), "Logging verbosity during build execution. Default is 'Normal'");

    public static readonly ParameterMember[] All = [Continue, Help, Host, NoLogo, Plan, Profile, Root, Skip, Target, Verbosity];
}
