using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using NinjaBuild.Charts.Rules;
using NinjaBuild.Compare;
using NinjaBuild.GoTemplates;
using NinjaBuild.Helm.Functions;
using NinjaBuild.Kubernetes.Schema;
using NinjaBuild.Workspace.Declarations;
using NinjaBuild.Yaml;

namespace NinjaBuild.Charts.Tests;

/// <summary>A rule is handed its inputs; its code has no way to anything else. Held by looking at what the compiled code calls.</summary>
public sealed class HermeticRuleTests
{
    static readonly string[] Forbidden =
    [
        "System.IO.File", "System.IO.FileStream", "System.IO.FileInfo", "System.IO.Directory", "System.IO.DirectoryInfo", "System.Random",
        "System.Diagnostics.Process", "System.Net.Http.HttpClient", "System.Net.Sockets.Socket", "System.Diagnostics.Stopwatch",
        "System.Security.Cryptography.RandomNumberGenerator",
    ];

    static readonly (string Type, string Member)[] ForbiddenMembers =
    [
        ("System.Environment", "GetEnvironmentVariable"), ("System.DateTime", "get_Now"), ("System.DateTime", "get_UtcNow"),
        ("System.DateTimeOffset", "get_Now"), ("System.DateTimeOffset", "get_UtcNow"), ("System.Guid", "NewGuid"),
    ];

    // What the rules' assemblies hold besides rules: the driver, which finds the files that rules are handed, the import of a chart,
    // functions of Helm that the composer's own templates are refused, and the client of clusters.
    static readonly string[] NotRules =
    [
        "NinjaBuild.Charts.Composition.", "NinjaBuild.Compare.Import.", "NinjaBuild.Helm.Functions.Impure", "NinjaBuild.Helm.Functions.Dates", "NinjaBuild.Helm.Functions.ZoneNames", "NinjaBuild.Helm.Functions.Chance",
        "NinjaBuild.Helm.Functions.RenderEnvironment", "NinjaBuild.Helm.Rendering.",
        "NinjaBuild.Helm.Loading.", "NinjaBuild.Helm.Values.ValuesSource", "NinjaBuild.Compare.Reports.Html.OverviewPage",
        "NinjaBuild.Kubernetes.Client.",
    ];

    public static TheoryData<Type> Assemblies => [typeof(ComposeChartRule), typeof(TemplateSet), typeof(HelmFunctions), typeof(AppDeclaration), typeof(YamlReader), typeof(ManifestComparison), typeof(KubernetesSchema)];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void No_code_that_rules_run_reaches_files_clock_chance_or_network(Type type)
    {
        using var file = File.OpenRead(type.Assembly.Location);
        using var image = new PEReader(file);
        var metadata = image.GetMetadataReader();

        var calls = metadata.MethodDefinitions.SelectMany(handle => Calls(image, metadata, handle)).Distinct()
            .Where(call => !NotRules.Any(part => call.From.StartsWith(part, StringComparison.Ordinal)))
            .Where(call => Forbidden.Contains(call.Type) || ForbiddenMembers.Contains((call.Type, call.Member)));

        Assert.Empty(calls);
    }

    [Fact]
    public void The_look_at_compiled_code_finds_what_it_looks_for()
    {
        using var file = File.OpenRead(typeof(HermeticRuleTests).Assembly.Location);
        using var image = new PEReader(file);
        var metadata = image.GetMetadataReader();

        Assert.Contains(metadata.MethodDefinitions.SelectMany(handle => Calls(image, metadata, handle)), call => call is { Type: "System.IO.File", Member: "OpenRead" });
    }

    static IEnumerable<(string From, string Type, string Member)> Calls(PEReader image, MetadataReader metadata, MethodDefinitionHandle handle)
    {
        var method = metadata.GetMethodDefinition(handle);
        if (method.RelativeVirtualAddress == 0)
            yield break;
        var from = NameOf(metadata, method.GetDeclaringType());
        var code = image.GetMethodBody(method.RelativeVirtualAddress).GetILBytes() ?? [];
        for (var i = 0; i + 4 < code.Length; i++)
        {
            // call, callvirt, newobj, ldftn (second byte of fe 06); a false match names no member reference and is passed over.
            if (code[i] is not (0x28 or 0x6f or 0x73 or 0x06))
                continue;
            var token = BitConverter.ToInt32(code, i + 1);
            if (token >> 24 != 0x0a || (token & 0xffffff) == 0 || (token & 0xffffff) > metadata.MemberReferences.Count)
                continue;
            var member = metadata.GetMemberReference((MemberReferenceHandle)System.Reflection.Metadata.Ecma335.MetadataTokens.Handle(token));
            if (member.Parent.Kind == HandleKind.TypeReference)
            {
                var type = metadata.GetTypeReference((TypeReferenceHandle)member.Parent);
                yield return (from, $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}", metadata.GetString(member.Name));
            }
        }
    }

    static string NameOf(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        return type.IsNested ? NameOf(metadata, type.GetDeclaringType()) : $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
    }
}
