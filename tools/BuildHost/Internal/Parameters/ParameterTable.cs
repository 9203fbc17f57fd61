using System.Reflection;
using Nuke.Common;

namespace NinjaBuild.BuildHost.Parameters;

/// <summary>The parameters of a build: those of its class, of the components it implements, and the host's own.</summary>
internal sealed class ParameterTable(Type buildType)
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private List<ParameterMember>? own;

    /// <summary>What the build declares.</summary>
    public IReadOnlyList<ParameterMember> Own => own ??= Discover();

    public IEnumerable<ParameterMember> All => HostParameters.All.Concat(Own);

    /// <summary>The parameter of this name; dashes and case do not count.</summary>
    public ParameterMember? Find(string name)
    {
        var normalized = ParameterText.Normalized(name);
        foreach (var parameter in HostParameters.All)
            if (normalized.Equals(parameter.Name, StringComparison.OrdinalIgnoreCase))
                return parameter;
        foreach (var parameter in Own)
            if (normalized.Equals(ParameterText.Normalized(parameter.Name), StringComparison.Ordinal))
                return parameter;
        return null;
    }

    /// <summary>The parameter that a member of this name stands for.</summary>
    public ParameterMember? OfMember(string name)
    {
        foreach (var parameter in Own)
            if (parameter.Member!.Name == name)
                return parameter;
        return Find(name);
    }

    private List<ParameterMember> Discover()
    {
        var found = new List<ParameterMember>();
        for (var type = buildType; type is not null && type != typeof(NukeBuild); type = type.BaseType)
            Discover(type, found);
        foreach (var component in buildType.GetInterfaces())
            if (component != typeof(INukeBuild))
                Discover(component, found);
        return found;
    }

    private static void Discover(Type type, List<ParameterMember> found)
    {
        foreach (var field in type.GetFields(Declared))
            Add(field, found);
        foreach (var property in type.GetProperties(Declared))
            Add(property, found);
    }

    private static void Add(MemberInfo member, List<ParameterMember> found)
    {
        if (!member.IsDefined(typeof(ParameterAttribute), inherit: false))
            return;
        var parameter = ParameterMember.Of(member, member.GetCustomAttribute<ParameterAttribute>()!);
        if (!found.Exists(x => x.Name == parameter.Name))
            found.Add(parameter);
    }
}
