using System.Reflection;
using NinjaBuild.BuildHost.Parameters;
using Nuke.Common;

namespace NinjaBuild.BuildHost.Targets;

/// <summary>Gives the parameters of the build's class their values; those of components fetch them when read.</summary>
internal static class Injection
{
    public static void Inject(NukeBuild build, ParameterValues parameters, List<string> problems)
    {
        parameters.Check();
        foreach (var parameter in parameters.Table.Own)
        {
            if (parameter.IsSecret && parameters.Value(parameter, parameter.Type, []) is string { Length: > 0 } secret)
                NukeBuild.Host.Mask(secret);
            if (parameter.Member!.DeclaringType!.IsInterface || parameters.Value(parameter, parameter.Type, []) is not { } value)
                continue;

            if (parameter.Member is FieldInfo field)
                field.SetValue(build, value);
            else if (parameter.Member is PropertyInfo { SetMethod: { } setter })
                setter.Invoke(build, [value]);
        }
    }
}
