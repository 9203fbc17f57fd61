using System.Globalization;
using NinjaBuild.Workspace;
using NinjaBuild.Workspace.Declarations;
using NinjaBuild.Workspace.Model;

namespace NinjaBuild.Charts.Rules;

/// <summary>
/// Who an app is within a chart: all that its files need to know of the rest of the workspace. It travels as the arguments of the
/// app's action, so that a change elsewhere that leaves these as they are composes nothing anew.
/// </summary>
sealed record AppIdentity
{
    const string SelectorPrefix = "selector:";

    public required string Chart { get; init; }
    public required string App { get; init; }
    public required string Key { get; init; }
    public required AppType Type { get; init; }
    public required int Wave { get; init; }
    public required bool Hook { get; init; }
    public required int HookWeight { get; init; }
    public required IngressMode IngressMode { get; init; }
    public required string Workload { get; init; }
    public required string Service { get; init; }
    public required string Ingress { get; init; }
    public required string Config { get; init; }
    public required string ServiceAccount { get; init; }
    public required string PodDisruptionBudget { get; init; }
    public required string Container { get; init; }
    public required IReadOnlyDictionary<string, string> Selector { get; init; }

    public static AppIdentity Of(ChartDeclaration chart, ChartApp app) => new()
    {
        Chart = chart.Name,
        App = app.App.Name,
        Key = app.Key,
        Type = app.Type,
        Wave = app.Wave,
        Hook = app.IsHook,
        HookWeight = app.HookWeight,
        IngressMode = chart.Ingress.Mode,
        Workload = app.Names.Workload,
        Service = app.Names.Service,
        Ingress = app.Names.Ingress,
        Config = app.Names.Config,
        ServiceAccount = app.Names.ServiceAccount,
        PodDisruptionBudget = app.Names.PodDisruptionBudget,
        Container = app.Names.Container,
        Selector = app.Selector,
    };

    /// <summary>The identity as arguments of an action: <c>name=value</c>, in fixed order.</summary>
    public IReadOnlyList<string> ToArguments() =>
    [
        $"chart={Chart}", $"app={App}", $"key={Key}", $"type={ModelType.NameOf(Type)}", $"wave={Number(Wave)}", $"hook={(Hook ? "true" : "false")}",
        $"hookWeight={Number(HookWeight)}", $"ingressMode={ModelType.NameOf(IngressMode)}", $"workload={Workload}", $"service={Service}", $"ingress={Ingress}", $"config={Config}",
        $"serviceAccount={ServiceAccount}", $"podDisruptionBudget={PodDisruptionBudget}", $"container={Container}",
        .. Selector.Select(label => $"{SelectorPrefix}{label.Key}={label.Value}"),
    ];

    /// <summary>Reads what <see cref="ToArguments"/> wrote.</summary>
    public static AppIdentity Parse(IReadOnlyList<string> arguments)
    {
        var values = arguments.Select(argument => argument.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return new AppIdentity
        {
            Chart = values["chart"],
            App = values["app"],
            Key = values["key"],
            Type = ModelType.ParseEnum<AppType>(values["type"]),
            Wave = int.Parse(values["wave"], CultureInfo.InvariantCulture),
            Hook = values["hook"] == "true",
            HookWeight = int.Parse(values["hookWeight"], CultureInfo.InvariantCulture),
            IngressMode = ModelType.ParseEnum<IngressMode>(values["ingressMode"]),
            Workload = values["workload"],
            Service = values["service"],
            Ingress = values["ingress"],
            Config = values["config"],
            ServiceAccount = values["serviceAccount"],
            PodDisruptionBudget = values["podDisruptionBudget"],
            Container = values["container"],
            Selector = values.Where(pair => pair.Key.StartsWith(SelectorPrefix, StringComparison.Ordinal))
                .ToDictionary(pair => pair.Key[SelectorPrefix.Length..], pair => pair.Value),
        };
    }

    /// <summary>What templates see of the app: <c>.chart</c>, <c>.app</c>, <c>.names</c> and <c>.patterns</c>.</summary>
    public Dictionary<string, object?> ToTemplateData(AppDeclaration app) => new()
    {
        ["chart"] = new Dictionary<string, object?> { ["name"] = Chart },
        ["app"] = new Dictionary<string, object?>
        {
            ["name"] = App,
            ["key"] = Key,
            ["type"] = ModelType.NameOf(Type),
            ["partOf"] = app.Domain ?? Chart,
            ["source"] = app.Path,
            ["wave"] = Number(Wave),
            ["hook"] = Hook,
            ["hookWeight"] = Number(HookWeight),
            ["neededByHookWeight"] = Number(HookWeight - 1),
            ["cron"] = app.Schedule is not null,
            ["serviceAccount"] = app.ServiceAccount.Create,
            ["selector"] = Selector.ToDictionary(label => label.Key, label => (object?)Expression(label.Value)),
        },
        ["names"] = new Dictionary<string, object?>
        {
            ["workload"] = Expression(Workload),
            ["service"] = Expression(Service),
            ["ingress"] = Expression(Ingress),
            ["config"] = Expression(Config),
            ["serviceAccount"] = Expression(ServiceAccount),
            ["podDisruptionBudget"] = Expression(PodDisruptionBudget),
            ["container"] = Expression(Container),
        },
        ["patterns"] = new Dictionary<string, object?>
        {
            ["workload"] = Workload,
            ["service"] = Service,
            ["config"] = Config,
            ["serviceAccount"] = ServiceAccount,
            ["container"] = Container,
            ["selector"] = Selector.ToDictionary(label => label.Key, label => (object?)label.Value),
            ["leftToHelm"] = Selector.Values.Append(Workload).Append(Service).Append(Config).Append(ServiceAccount).Append(Container).Any(HelmName.IsLeftToHelm),
        },
    };

    string Expression(string name) => HelmName.Expression(name, Chart);

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
