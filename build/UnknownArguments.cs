using System.Reflection;
using Nuke.Common;

namespace NinjaBuild;

/// <summary>
/// Finds arguments that no parameter stands for. Nuke ignores such arguments, so that a mistyped <c>--chrat</c> composes everything;
/// the embedded host refuses them by itself.
/// </summary>
internal static class UnknownArguments
{
    private const BindingFlags All = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>Whether the host is one that does not check by itself.</summary>
    public static bool AreIgnoredByHost => typeof(NukeBuild).Assembly.GetName().Name != "NinjaBuild.BuildHost";

    /// <summary>One message for each unknown argument.</summary>
    public static IReadOnlyList<string> Find(Type buildType, IEnumerable<string> arguments)
    {
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var type in buildType.GetInterfaces().Append(buildType))
            foreach (var member in type.GetMembers(All))
                if (member.GetCustomAttribute<ParameterAttribute>() is { } parameter)
                    known.Add(parameter.Name ?? member.Name);

        // Those of Nuke itself: private members of a base class are not seen from here.
        known.UnionWith(["Host", "Verbosity", "Root", "Profile", "Target", "Skip", "Plan", "Help", "NoLogo", "Continue", "Partition"]);
        return
        [
            .. from argument in arguments
               let name = argument.Replace("-", "", StringComparison.Ordinal)
               where argument.StartsWith('-') && name.Length > 0 && !char.IsAsciiDigit(name[0]) && !known.Contains(name)
               select $"unknown parameter {argument}; --help lists them",
        ];
    }
}
