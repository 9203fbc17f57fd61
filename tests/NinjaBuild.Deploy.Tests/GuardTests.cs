using NinjaBuild.Deploy.Planning;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Tests;

/// <summary>What keeps a deploy from changing anything, with every reason told at once.</summary>
public sealed class GuardTests
{
    const string Ns = "shop-dev";

    [Fact]
    public async Task Every_missing_secret_and_key_is_told_with_what_needs_it()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Objects.Apply($"apiVersion: v1\nkind: Secret\nmetadata: {{ name: db, namespace: {Ns} }}\ndata: {{ user: dQ== }}");
        scenario.App("web", further:
            "env: [{ name: USER, valueFrom: { secretKeyRef: { name: db, key: user } } }, { name: PASSWORD, valueFrom: { secretKeyRef: { name: db, key: password } } }, "
            + "{ name: TOKEN, valueFrom: { secretKeyRef: { name: api, key: token } } }, { name: MAYBE, valueFrom: { secretKeyRef: { name: absent, key: x, optional: true } } }, "
            + "{ name: LEVEL, valueFrom: { configMapKeyRef: { name: settings, key: level } } }]");

        var problems = await RefusedAsync(scenario);

        Assert.Equal(
            [
                "ConfigMap shop-dev/settings: is not in the cluster: make it with the key level; needed by Deployment web",
                "Secret shop-dev/api: is not in the cluster: make it with the key token; needed by Deployment web",
                "Secret shop-dev/db: has no key password: add it; needed by Deployment web (container web, env PASSWORD)",
            ],
            problems);
    }

    [Fact]
    public async Task A_claim_and_a_service_account_that_pods_need_are_missed_too()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Template("pod", """
            apiVersion: v1
            kind: Pod
            metadata: { name: pod }
            spec:
              serviceAccountName: reader
              containers: [{ name: a, image: "web:1" }]
              volumes: [{ name: data, persistentVolumeClaim: { claimName: files } }]
            """);

        Assert.Equal(
            [
                "PersistentVolumeClaim shop-dev/files: is not in the cluster: make it; needed by Pod pod",
                "ServiceAccount shop-dev/reader: is not in the cluster: make it; needed by Pod pod",
            ],
            await RefusedAsync(scenario));
    }

    [Fact]
    public async Task Keys_that_the_release_brings_itself_are_not_missing()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Config("settings", "1").App("web", further: "env: [{ name: A, valueFrom: { configMapKeyRef: { name: settings, key: value } } }]");

        Assert.Equal(ReleaseResult.Done, (await scenario.DeployAsync()).Result);
    }

    [Fact]
    public async Task A_secret_that_this_very_deploy_is_going_to_delete_is_missing()
    {
        await using var scenario = await Scenario.StartAsync();
        const string Reference = "env: [{ name: A, valueFrom: { configMapKeyRef: { name: settings, key: value } } }]";
        await scenario.Config("settings", "1").App("web", further: Reference).DeployAsync();
        scenario.Without("settings");

        var problem = Assert.Single(await RefusedAsync(scenario));

        Assert.Equal("ConfigMap shop-dev/settings: is no longer in the chart, so that this deploy deletes it: leave it there; needed by Deployment web", problem);
    }

    [Theory]
    [InlineData("stringData: { password: \"hunter2 }")]
    [InlineData("stringData:\n  password: hunter2\n password: hunter2")]
    [InlineData("stringData: { password: [hunter2] }")]
    [InlineData("data: { password: hunter2! }")]
    [InlineData("hunter2: { hunter2: hunter2 ")]
    [InlineData("stringData: hunter2")]
    public async Task What_is_wrong_with_a_secret_is_told_without_its_values(string data)
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Template("db", $"apiVersion: v1\nkind: Secret\nmetadata: {{ name: db }}\n{data}\n");

        var outcome = await scenario.DeployAsync();

        Assert.DoesNotContain("hunter2", string.Join('\n', outcome.Problems) + scenario.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_sent_to_a_server_at_all_is_told_of_its_object()
    {
        await using var scenario = await Scenario.StartAsync();
        var deep = string.Concat(Enumerable.Repeat("{ a: ", 140)) + "1" + new string('}', 140);
        scenario.Template("odd", $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: odd }}\ndata: {deep}\n");

        Assert.StartsWith("ConfigMap shop-dev/odd: ", Assert.Single(await RefusedAsync(scenario)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_permission_to_read_secrets_a_deploy_goes_on_and_says_what_it_could_not_check()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Objects.Apply($"apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: settings, namespace: {Ns} }}");
        scenario.Server.Permissions.Forbid("get", "configmaps");
        scenario.App("web", further: "envFrom: [{ configMapRef: { name: settings } }]");

        var outcome = await scenario.DeployAsync();

        Assert.Equal(ReleaseResult.Done, outcome.Result);
        Assert.Contains(outcome.Plan!.Notes, note => note.Contains("no permission to read it", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Everything_that_the_server_refuses_is_told_at_once()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Template("typo", "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: typo }\ndatta: { a: b }\n")
            .Template("service", "apiVersion: v1\nkind: Service\nmetadata: { name: service }\nspec: { ports: [{ port: 99999 }] }\n")
            .Template("old", "apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata: { name: old }\n");

        var problems = await RefusedAsync(scenario);

        Assert.Contains(problems, problem => problem.Contains("datta", StringComparison.Ordinal));
        Assert.Contains("Ingress.extensions shop-dev/old: the cluster serves no extensions/v1beta1 Ingress: install its CustomResourceDefinition first, or take it out of the chart", problems);
    }

    [Fact]
    public async Task An_api_version_that_is_no_longer_served_is_told_with_those_that_are()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Template("budget", "apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata: { name: budget }\nspec: { minAvailable: 1 }\n");

        Assert.Equal(["PodDisruptionBudget.policy shop-dev/budget: the cluster does not serve policy/v1beta1 PodDisruptionBudget, but policy/v1: change the apiVersion"], await RefusedAsync(scenario));
    }

    [Fact]
    public async Task Objects_outside_the_releases_namespace_are_refused_unless_the_chart_says_that_it_may_have_them()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Objects.Apply("apiVersion: v1\nkind: Namespace\nmetadata: { name: other }");
        scenario.Template("role", "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: { name: reader }\nrules: []\n")
            .Template("elsewhere", "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: elsewhere, namespace: other }\n");

        var problems = await RefusedAsync(scenario);

        Assert.Equal(2, problems.Count);
        Assert.Contains("clusterScoped: [ClusterRole]", problems[0] + problems[1], StringComparison.Ordinal);
        Assert.Contains("namespaces: [other]", problems[0] + problems[1], StringComparison.Ordinal);
        Assert.Equal(ReleaseResult.Done, (await scenario.DeployAsync(new DeployOptions { ClusterKinds = ["ClusterRole"], Namespaces = ["other"] })).Result);
    }

    [Fact]
    public async Task Images_without_digest_are_refused_where_the_environment_demands_them()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.App("web");

        var problems = await RefusedAsync(scenario, new DeployOptions { RequirePinnedImages = true });

        Assert.Contains("container web: the image web:1 is not pinned", Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_namespace_is_told_with_what_to_do()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Objects.Delete("namespaces", "", Ns);
        scenario.App("web");

        Assert.Contains("kubectl --context test create namespace shop-dev", Assert.Single(await RefusedAsync(scenario)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_namespace_that_was_made_for_a_deploy_that_is_refused_goes_again()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Objects.Delete("namespaces", "", Ns);
        scenario.Template("typo", "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: typo }\ndatta: { a: b }\n");

        await RefusedAsync(scenario, new DeployOptions { CreateNamespace = true });

        Assert.Null(scenario.Server.Objects.Find("namespaces", "", Ns));
    }

    [Fact]
    public async Task A_namespace_that_is_being_deleted_is_told()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Objects.HoldNamespaces = true;
        scenario.Server.Objects.Delete("namespaces", "", Ns);
        scenario.App("web");

        Assert.Contains("is being deleted", Assert.Single(await RefusedAsync(scenario)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_object_of_nobody_is_taken_over_only_where_that_is_asked_for()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Objects.Apply($"apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: settings, namespace: {Ns} }}\ndata: {{ other: x }}", "kubectl");
        scenario.Config("settings", "1");

        Assert.Contains("--adopt", Assert.Single(await RefusedAsync(scenario)), StringComparison.Ordinal);

        var outcome = await scenario.DeployAsync(new DeployOptions { Permissions = new(Replace: false, TakeFields: false, Adopt: true) });
        Assert.Equal(PlanAction.Adopt, Assert.Single(outcome.Plan!.Objects).Action);
        Assert.Equal("x", scenario.Server.Objects.Find("configmaps", Ns, "settings").Text("data", "other"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_objects_of_Helm_were_taken_over_it_is_told_where_Helm_still_has_its_record(bool isOnRecord)
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Objects.Apply($$"""
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: settings
              namespace: {{Ns}}
              labels: { app.kubernetes.io/managed-by: Helm }
              annotations: { meta.helm.sh/release-name: old-shop, meta.helm.sh/release-namespace: {{Ns}} }
            """, "helm");
        if (isOnRecord)
            scenario.Server.Objects.Apply($"apiVersion: v1\nkind: Secret\nmetadata: {{ name: sh.helm.release.v1.old-shop.v1, namespace: {Ns}, labels: {{ owner: helm, name: old-shop }} }}", "helm");
        scenario.Config("settings", "1");
        var adopting = new DeployOptions { Permissions = new(Replace: false, TakeFields: false, Adopt: true) };

        Assert.Equal(ReleaseResult.Done, (await scenario.DeployAsync(adopting)).Result);
        Assert.Equal(isOnRecord, scenario.Said.Contains("kubectl --context test --namespace shop-dev delete secret -l owner=helm,name=old-shop", StringComparison.Ordinal));
        var said = scenario.Said.Length;
        Assert.Equal(ReleaseResult.Done, (await scenario.Config("settings", "2").DeployAsync(adopting)).Result);
        Assert.DoesNotContain("old-shop", scenario.Said[said..], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_name_of_a_release_of_Helms_gets_into_no_command_that_people_are_to_run()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Objects.Apply($$"""
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: settings
              namespace: {{Ns}}
              annotations: { meta.helm.sh/release-name: "old-shop,owner!=nobody", meta.helm.sh/release-namespace: {{Ns}} }
            """, "helm");
        scenario.Server.Objects.Apply($"apiVersion: v1\nkind: Secret\nmetadata: {{ name: sh.helm.release.v1.old-shop.v1, namespace: {Ns}, labels: {{ owner: helm, name: old-shop }} }}", "helm");

        var outcome = await scenario.Config("settings", "1").DeployAsync(new DeployOptions { Permissions = new(Replace: false, TakeFields: false, Adopt: true) });

        Assert.Equal(ReleaseResult.Done, outcome.Result);
        Assert.DoesNotContain("delete secret", scenario.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_that_is_wrong_with_an_object_is_told_at_once()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Objects.Apply("""
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: web, namespace: shop-dev }
            spec:
              selector: { matchLabels: { app: other } }
              template:
                metadata: { labels: { app: other } }
                spec: { containers: [{ name: web, image: "other:1" }] }
            """, "kubectl");
        scenario.App("web");

        var problems = await RefusedAsync(scenario);

        Assert.Equal(3, problems.Count);
        Assert.Contains(problems, problem => problem.Contains("belongs to no release: to take it over, deploy with --adopt", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains("set by 'kubectl', which would lose it", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains("spec.selector cannot be changed: to delete the Deployment and make it anew, deploy with --allow-replace", StringComparison.Ordinal));
        var outcome = await scenario.DeployAsync(new DeployOptions { Permissions = new(Replace: true, TakeFields: true, Adopt: true) });
        Assert.True(outcome.Result == ReleaseResult.Done, scenario.Said);
    }

    [Fact]
    public async Task An_object_of_another_release_is_never_taken_over()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Objects.Apply($"apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: settings, namespace: {Ns}, labels: {{ ninjabuild.dev/release: bar, ninjabuild.dev/environment: dev }} }}", "other");
        scenario.Config("settings", "1");

        var problems = await RefusedAsync(scenario, new DeployOptions { Permissions = new(Replace: true, TakeFields: true, Adopt: true) });

        Assert.Contains("belongs to the release bar of the environment dev", Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_of_nobody_that_has_a_hooks_name_is_deleted_only_where_that_is_asked_for()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Objects.Apply("""
            apiVersion: batch/v1
            kind: Job
            metadata: { name: migrate, namespace: shop-dev }
            spec: { template: { spec: { restartPolicy: Never, containers: [{ name: a, image: "other:1" }] } } }
            """, "kubectl");
        scenario.App("web").Hook("migrate");

        Assert.Contains("--adopt", Assert.Single(await RefusedAsync(scenario)), StringComparison.Ordinal);

        Assert.Equal(ReleaseResult.Done, (await scenario.DeployAsync(new DeployOptions { Permissions = new(Replace: false, TakeFields: false, Adopt: true), Health = Scenario.Impatient })).Result);
    }

    [Fact]
    public async Task A_field_of_another_manager_is_told_with_its_name_and_taken_only_by_force()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Config("settings", "1");
        await scenario.DeployAsync();
        scenario.Server.Objects.Change("configmaps", Ns, "settings", item => ((Dictionary<string, object?>)item["data"]!)["value"] = "9", "kubectl-edit");
        scenario.Config("settings", "2");

        var problems = await RefusedAsync(scenario);

        Assert.Contains("set by 'kubectl-edit'", Assert.Single(problems), StringComparison.Ordinal);
        Assert.Equal(ReleaseResult.Done, (await scenario.DeployAsync(new DeployOptions { Permissions = new(Replace: false, TakeFields: true, Adopt: false) })).Result);
        Assert.Equal("2", scenario.Server.Objects.Find("configmaps", Ns, "settings").Text("data", "value"));
    }

    [Fact]
    public async Task A_field_that_cannot_change_is_told_and_its_object_is_made_anew_only_where_that_is_allowed()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.App("web");
        await scenario.DeployAsync();
        var before = scenario.Server.Objects.Find("deployments.apps", Ns, "web").Text("metadata", "uid");
        scenario.Template("web", """
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: web }
            spec:
              selector: { matchLabels: { app: other } }
              template:
                metadata: { labels: { app: other } }
                spec: { containers: [{ name: web, image: "web:1" }] }
            """);

        Assert.Contains("spec.selector cannot be changed", Assert.Single(await RefusedAsync(scenario)), StringComparison.Ordinal);

        var outcome = await scenario.DeployAsync(new DeployOptions { Permissions = new(Replace: true, TakeFields: false, Adopt: false) });
        Assert.Equal(PlanAction.Replace, Assert.Single(outcome.Plan!.Objects).Action);
        Assert.Equal(["spec.selector.matchLabels.app: \"web\" → \"other\"", "spec.template.metadata.labels.app: \"web\" → \"other\""], outcome.Plan.Objects[0].Changes.Select(change => change.ToString()));
        Assert.NotEqual(before, scenario.Server.Objects.Find("deployments.apps", Ns, "web").Text("metadata", "uid"));
    }

    [Fact]
    public async Task Two_deploys_of_a_release_do_not_interleave()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.App("web");
        var gate = new TaskCompletionSource();
        var isHeld = new TaskCompletionSource();
        scenario.Server.Faults.On("apply", "deployments", isDryRun: false).Nth(1).Run(async _ =>
        {
            isHeld.SetResult();
            await gate.Task;
        });
        var first = scenario.DeployAsync();
        await isHeld.Task;

        var second = await scenario.DeployAsync();
        gate.SetResult();

        Assert.Equal(ReleaseResult.Refused, second.Result);
        Assert.Contains("--lock-timeout", Assert.Single(second.Problems).ToString(), StringComparison.Ordinal);
        Assert.Equal(ReleaseResult.Done, (await first).Result);
    }

    static async Task<IReadOnlyList<string>> RefusedAsync(Scenario scenario, DeployOptions? options = null)
    {
        var before = scenario.Server.Objects.NamesIn(Ns);
        var outcome = await scenario.DeployAsync(options);
        Assert.Equal(ReleaseResult.Refused, outcome.Result);
        Assert.Equal(before, scenario.Server.Objects.NamesIn(Ns));
        return [.. outcome.Problems.Select(problem => problem.ToString())];
    }
}
