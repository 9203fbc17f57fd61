using System.Globalization;
using NinjaBuild.Deploy.Releases;
using NinjaBuild.Workspace;
using NinjaBuild.Workspace.Declarations;
using NinjaBuild.Workspace.Model;

namespace NinjaBuild.Deploy.Requests;

/// <summary>Puts together what the command line asks for and what is declared. Everything that is wrong is told at once.</summary>
public sealed class RequestReader
{
    readonly DeployRequest _request;
    readonly WorkspaceDeclaration _workspace;
    readonly ICollection<string> _problems;

    RequestReader(DeployRequest request, WorkspaceDeclaration workspace, ICollection<string> problems) =>
        (_request, _workspace, _problems) = (request, workspace, problems);

    /// <summary>Reads a request.</summary>
    /// <param name="request">What the command line asks for.</param>
    /// <param name="workspace">What is declared.</param>
    /// <param name="charts">All charts of the workspace.</param>
    /// <param name="problems">Takes what is wrong, a text each.</param>
    /// <returns>What is to be done; null where something is wrong.</returns>
    public static DeploySettings? Read(DeployRequest request, WorkspaceDeclaration workspace, IReadOnlyList<ChartModel> charts, ICollection<string> problems)
    {
        var settings = new RequestReader(request, workspace, problems).Read(charts);
        return problems.Count == 0 ? settings : null;
    }

    DeploySettings? Read(IReadOnlyList<ChartModel> all)
    {
        var name = Environment();
        var environment = name is null ? new EnvironmentDeclaration() : _workspace.Environments[name];
        var charts = Charts(all);
        var engine = Engine() ?? environment.Engine ?? _workspace.Engine;
        var gone = Undeclared(all, engine);
        CheckRecordNamespace();
        var images = ImageOverrides.Read(_request.Images, charts, _problems);
        var revision = Revision();
        var timeout = Time("--timeout", _request.Timeout) ?? Duration.Parse(environment.Timeout);
        var waveTimeout = Time("--wave-timeout", _request.WaveTimeout) ?? Duration.Parse(environment.WaveTimeout);
        var lockTimeout = Time("--lock-timeout", _request.LockTimeout) ?? DeploySettings.DefaultLockTimeout;
        CheckConfirmation();
        CheckEngine(engine);
        if (name is null)
            return null;

        return new DeploySettings
        {
            Artifacts = _request.Artifacts,
            Environment = name,
            Contexts = environment.Clusters,
            Rollout = environment.Rollout,
            Charts = [.. charts.Select(chart => Chart(chart, name, charts, all, images)), .. gone],
            Declared = [.. all.Select(chart => chart.Chart.Name)],
            DeclaredNamespaces = [.. Namespaces(environment, name, all).Distinct(StringComparer.Ordinal)],
            Engine = engine,
            IsProtected = environment.Protected,
            Confirmed = _request.Confirm ?? _request.ConfirmVariable,
            CreateNamespace = environment.CreateNamespace,
            RequirePinnedImages = environment.RequirePinnedImages,
            Timeout = timeout,
            WaveTimeout = waveTimeout < timeout ? waveTimeout : timeout,
            LockTimeout = lockTimeout,
            PlanOnly = _request.PlanOnly || _request.Verb == DeployVerb.DeployPlan,
            DryRun = _request.DryRun,
            AllowReplace = _request.AllowReplace,
            ForceConflicts = _request.ForceConflicts,
            Adopt = _request.Adopt,
            NoRollback = _request.NoRollback,
            Revision = revision,
        };
    }

    string? Environment()
    {
        var names = _workspace.Environments.Keys.Order(StringComparer.Ordinal).ToList();
        if (_request.Environment is not { } name)
            _problems.Add($"{_request.Verb} needs --env NAME{(names.Count == 0 ? $", and {WorkspaceLayout.WorkspaceFile} declares no environment yet" : $": one of {string.Join(", ", names)}")}");
        else if (!_workspace.Environments.TryGetValue(name, out var environment))
            _problems.Add($"--env {name}: there is none of that name{Suggestion.For(name, names)}");
        else if (environment.Clusters.Count == 0)
            _problems.Add($"{_workspace.Place("environments", name)}: environment '{name}' names no cluster: give it the kubectl context of one, 'context: NAME'");
        else
            return name;
        return null;
    }

    // Those that were asked for, each behind those that it depends on.
    List<ChartModel> Charts(IReadOnlyList<ChartModel> all)
    {
        var byName = all.ToDictionary(chart => chart.Chart.Name, StringComparer.Ordinal);
        // Whatever goes back is named: a forgotten flag must not take everything along.
        if (_request is { Verb: DeployVerb.Undeploy or DeployVerb.Rollback, Charts.Count: 0 })
            _problems.Add($"{_request.Verb} needs --chart NAME");
        return [.. ChartOrder.Of(all.Select(chart => chart.Chart), []).Select(chart => byName[chart.Name])
            .Where(chart => _request.Charts.Count == 0 || _request.Charts.Contains(chart.Chart.Name, StringComparer.Ordinal))];
    }

    // What was deployed of a chart that is no longer declared stands in its record, from which all works but to deploy it.
    List<DeployChart> Undeclared(IReadOnlyList<ChartModel> all, DeployEngine engine)
    {
        var declared = all.Select(chart => chart.Chart.Name).ToHashSet(StringComparer.Ordinal);
        var result = new List<DeployChart>();
        foreach (var name in _request.Charts.Where(name => !declared.Contains(name)).Distinct(StringComparer.Ordinal))
        {
            if (IsDeploy || Formats.Fault(Format.DnsLabel, name) is not null)
                _problems.Add($"--chart {name}: there is none of that name{Suggestion.For(name, declared)}");
            else if (engine == DeployEngine.Helm && _request.RecordNamespace is null)
                _problems.Add($"--chart {name}: there is none of that name{Suggestion.For(name, declared)}; for a release of helm's whose chart is no longer declared, add --record-namespace NAMESPACE");
            else
                result.Add(new DeployChart(name, _request.RecordNamespace, new ReleaseSource(Path.Combine(_request.Artifacts, "charts", name), _request.Values)) { IsElsewhere = true });
        }

        return result;
    }

    static IEnumerable<string> Namespaces(EnvironmentDeclaration environment, string name, IReadOnlyList<ChartModel> charts) =>
        new[] { environment.Namespace }.OfType<string>().Concat(charts.Select(chart => chart.Environments.Single(environment => environment.Name == name).Namespace));

    DeployChart Chart(ChartModel model, string environmentName, IReadOnlyList<ChartModel> chosen, IReadOnlyList<ChartModel> all, ImageOverrides images)
    {
        var chart = model.Chart;
        var environment = model.Environments.Single(environment => environment.Name == environmentName);
        var before = ChartOrder.Before(chart.Name, name => all.FirstOrDefault(other => other.Chart.Name == name)?.Chart.DependsOn);
        var folder = Path.Combine(_request.Artifacts, "charts", chart.Name);
        var values = _request.Values with { Files = [Path.Combine(folder, $"values-{environmentName}.yaml"), .. _request.Values.Files] };
        return new DeployChart(chart.Name, _request.RecordNamespace ?? environment.Namespace, new ReleaseSource(folder, values) { Overrides = images.Of(model) })
        {
            IsElsewhere = _request.RecordNamespace is { } ns && ns != environment.Namespace,
            DependsOn = [.. chosen.Select(other => other.Chart.Name).Where(before.Contains)],
            Namespaces = environment.Overlay?.Namespaces ?? chart.Namespaces,
            ClusterScoped = chart.ClusterScoped,
        };
    }

    DeployEngine? Engine()
    {
        if (_request.Engine is not { } name)
            return null;
        var names = ModelType.NamesOf(typeof(DeployEngine));
        if (names.Contains(name, StringComparer.Ordinal))
            return ModelType.ParseEnum<DeployEngine>(name);
        _problems.Add($"--engine {name}: is none of {string.Join(", ", names)}{Suggestion.For(name, names)}");
        return null;
    }

    int? Revision()
    {
        if (_request.Revision is not { } text)
            return null;
        if (_request.Verb != DeployVerb.Rollback)
        {
            _problems.Add($"--revision {text}: {_request.Verb} goes to no revision; leave it out, or run Rollback");
            return null;
        }

        if (_request.Charts.Count > 1)
            _problems.Add($"--revision {text}: each chart counts its revisions by itself; go back with one --chart at a time");
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
            return number;
        _problems.Add($"--revision {text}: is no number of a revision; DeployStatus lists them");
        return null;
    }

    TimeSpan? Time(string flag, string? text)
    {
        if (text is null)
            return null;
        if (Duration.TryParse(text, out var time))
            return time;
        _problems.Add($"{flag} {text}: {Formats.Fault(Format.Duration, text)}");
        return null;
    }

    bool IsDeploy => _request.Verb is DeployVerb.Deploy or DeployVerb.DeployPlan;

    void CheckRecordNamespace()
    {
        if (_request.RecordNamespace is not { } ns)
            return;
        if (IsDeploy)
            _problems.Add($"--record-namespace {ns}: {_request.Verb} goes to the namespace that is declared; leave it out");
        else if (Formats.Fault(Format.DnsLabel, ns) is { } fault)
            _problems.Add($"--record-namespace {ns}: {fault}");
    }

    void CheckConfirmation()
    {
        if (_request is { Confirm: { } confirmed, Environment: { } name } && confirmed != name)
            _problems.Add($"--confirm {confirmed}: the environment is {name}");
    }

    void CheckEngine(DeployEngine engine)
    {
        if (engine == DeployEngine.Helm && _request.AllowReplace)
            _problems.Add("--allow-replace: helm replaces no objects; leave it out, or deploy with --engine native");
    }
}
