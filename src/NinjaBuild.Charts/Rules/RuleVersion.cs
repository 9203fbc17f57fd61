using NinjaBuild.Compare;
using NinjaBuild.GoTemplates;
using NinjaBuild.Helm.Functions;
using NinjaBuild.Kubernetes.Schema;
using NinjaBuild.Workspace.Declarations;
using NinjaBuild.Yaml;

namespace NinjaBuild.Charts.Rules;

/// <summary>
/// Version of the rules: the module ids of the assemblies that they run. Compilation is deterministic, so an id changes exactly when the
/// code does, and is the same on every machine that built the same sources.
/// </summary>
static class RuleVersion
{
    public static string Current { get; } = Of(typeof(RuleVersion), typeof(HelmFunctions), typeof(TemplateSet), typeof(AppDeclaration), typeof(YamlReader));

    /// <summary>The version of the rule that compares charts: what it runs besides has no part in making them.</summary>
    public static string OfComparison => Of(typeof(ManifestComparison), typeof(KubernetesSchema)) + "-" + Current;

    static string Of(params Type[] types) => string.Join('-', types.Select(type => type.Module.ModuleVersionId.ToString("N")));
}
