using NinjaBuild.GoTemplates;
using NinjaBuild.Helm.Functions;
using NinjaBuild.Workspace.Declarations;
using NinjaBuild.Yaml;

namespace NinjaBuild.Charts.Rules;

/// <summary>
/// Version of the rules: the module ids of the assemblies that they run. Compilation is deterministic, so an id changes exactly when the
/// code does, and is the same on every machine that built the same sources.
/// </summary>
static class RuleVersion
{
    public static string Current { get; } = string.Join('-', new[]
    {
        typeof(RuleVersion), typeof(HelmFunctions), typeof(TemplateSet), typeof(AppDeclaration), typeof(YamlReader),
    }.Select(type => type.Module.ModuleVersionId.ToString("N")));
}
