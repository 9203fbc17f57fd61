namespace NinjaBuild.ApiServer.Tests;

/// <summary>Creating, updating and patching.</summary>
public sealed class WriteTests : ServerTest
{
    const string Web = Deployments + "/web";
    const string Map = ConfigMaps + "/map";

    [Fact]
    public async Task A_new_object_gets_a_uid_a_version_a_time_and_a_generation()
    {
        var reply = await Api.CreateAsync(Deployments, Deployment("web"));
        Assert.Equal(201, reply.Status);
        Assert.Equal(
            ("\"default\"", "1", "\"2030-01-01T12:00:00Z\""),
            (reply.At("metadata", "namespace"), reply.At("metadata", "generation"), reply.At("metadata", "creationTimestamp")));
        Assert.NotEqual("null", reply.At("metadata", "uid"));
        Assert.NotEqual("null", reply.At("metadata", "resourceVersion"));
    }

    [Fact]
    public async Task What_is_there_already_is_not_created_again()
    {
        await Api.CreateAsync(Deployments, Deployment("web"));
        var reply = await Api.CreateAsync(Deployments, Deployment("web"));
        Assert.Equal((409, "AlreadyExists", "deployments.apps \"web\" already exists"), (reply.Status, reply.Reason, reply.Message));
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        var reply = await Api.GetAsync(Web);
        Assert.Equal((404, "NotFound", "deployments.apps \"web\" not found"), (reply.Status, reply.Reason, reply.Message));
        Assert.Equal("""{"name":"web","group":"apps","kind":"deployments"}""", reply.At("details"));
    }

    [Fact]
    public async Task Names_are_made_from_a_prefix()
    {
        const string Body = "{apiVersion: v1, kind: ConfigMap, metadata: {generateName: map-}}";
        var names = new[] { (await Api.CreateAsync(ConfigMaps, Body)).At("metadata", "name"), (await Api.CreateAsync(ConfigMaps, Body)).At("metadata", "name") };
        Assert.All(names, name => Assert.Matches("^\"map-[a-z0-9]{5}\"$", name));
        Assert.NotEqual(names[0], names[1]);
    }

    [Fact]
    public async Task An_update_from_an_old_version_is_a_conflict()
    {
        var first = await Api.CreateAsync(ConfigMaps, ConfigMap("map"));
        await Api.PatchAsync(Map, """{"data":{"a":"1"}}""");
        var reply = await Api.SendAsync("PUT", Map, first.Text, "application/json");
        Assert.Equal((409, "Conflict"), (reply.Status, reply.Reason));
    }

    [Fact]
    public async Task The_generation_rises_with_the_spec_and_not_with_the_rest()
    {
        await Api.CreateAsync(Deployments, Deployment("web"));
        var labelled = await Api.PatchAsync(Web, """{"metadata":{"labels":{"a":"b"}}}""");
        var scaled = await Api.PatchAsync(Web, """{"spec":{"replicas":3}}""");
        var status = await Api.PatchAsync(Web + "/status", """{"status":{"replicas":3},"spec":{"replicas":9}}""");
        Assert.Equal(("1", "2", "2"), (labelled.At("metadata", "generation"), scaled.At("metadata", "generation"), status.At("metadata", "generation")));
        Assert.Equal(("3", "3"), (status.At("status", "replicas"), status.At("spec", "replicas")));
    }

    [Fact]
    public async Task A_patch_that_changes_nothing_is_no_new_version()
    {
        var first = await Api.CreateAsync(Deployments, Deployment("web"));
        var second = await Api.PatchAsync(Web, """{"spec":{"replicas":1}}""");
        Assert.Equal(first.At("metadata", "resourceVersion"), second.At("metadata", "resourceVersion"));
    }

    [Fact]
    public async Task Unknown_fields_are_dropped_with_a_warning_or_refused()
    {
        var warned = await Api.CreateAsync(Deployments, Deployment("web", moreSpec: "replicaz: 1"));
        Assert.Equal((201, "null"), (warned.Status, warned.At("spec", "replicaz")));
        Assert.Equal(["299 - \"unknown field \\\"spec.replicaz\\\"\""], warned.Warnings);
        var refused = await Api.CreateAsync(Deployments + "?fieldValidation=Strict", Deployment("other", moreSpec: "replicaz: 1"));
        Assert.Equal(
            (400, "Deployment in version \"v1\" cannot be handled as a Deployment: strict decoding error: unknown field \"spec.replicaz\""),
            (refused.Status, refused.Message));
    }

    [Fact]
    public async Task A_value_of_the_wrong_type_is_refused()
    {
        var reply = await Api.CreateAsync(ConfigMaps, ConfigMap("map", "{a: 1}"));
        Assert.Equal(400, reply.Status);
        Assert.Contains("cannot be handled as a ConfigMap: json: cannot unmarshal number 1 into Go struct field ConfigMap.data.a of type string", reply.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_is_missing_is_named_at_once()
    {
        var reply = await Api.CreateAsync(Services, "{apiVersion: v1, kind: Service, metadata: {name: Web}, spec: {type: Clusterip, ports: [{name: a}]}}");
        Assert.Equal((422, "Invalid"), (reply.Status, reply.Reason));
        Assert.StartsWith("Service \"Web\" is invalid: [metadata.name: Invalid value: \"Web\": a lowercase RFC 1123 subdomain", reply.Message, StringComparison.Ordinal);
        Assert.Contains("spec.type: Unsupported value: \"Clusterip\": supported values: \"ClusterIP\"", reply.Message, StringComparison.Ordinal);
        Assert.Contains("spec.ports[0].port: Required value", reply.Message, StringComparison.Ordinal);
        Assert.Equal("\"spec.ports[0].port\"", reply.At("details", "causes", "2", "field"));
    }

    [Fact]
    public async Task A_selector_must_select_its_own_pods()
    {
        var reply = await Api.CreateAsync(Deployments, Deployment("web").Replace("labels: { app: web }", "labels: { app: other }", StringComparison.Ordinal));
        Assert.Contains(
            "spec.template.metadata.labels: Invalid value: map[string]string{\"app\":\"other\"}: `selector` does not match template `labels`", reply.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("apps/v1", "deployments", "{matchLabels: {app: x}}", "spec.selector: Invalid value: {\"matchLabels\":{\"app\":\"x\"}}: field is immutable")]
    public async Task What_is_immutable_is_refused(string apiVersion, string resource, string selector, string message)
    {
        await Api.CreateAsync($"/apis/{apiVersion}/namespaces/default/{resource}", Deployment("web"));
        var changed = Deployment("web").Replace("{ matchLabels: { app: web } }", selector, StringComparison.Ordinal).Replace("labels: { app: web }", "labels: { app: x }", StringComparison.Ordinal);
        var reply = await Api.ApplyAsync($"/apis/{apiVersion}/namespaces/default/{resource}/web", changed, isForced: true);
        Assert.Equal((422, $"Deployment.apps \"web\" is invalid: {message}"), (reply.Status, reply.Message));
    }

    [Fact]
    public async Task The_template_of_a_job_is_immutable_and_its_generated_labels_are_no_change()
    {
        const string Jobs = "/apis/batch/v1/namespaces/default/jobs";
        static string Job(string image) =>
            $"{{apiVersion: batch/v1, kind: Job, metadata: {{name: j}}, spec: {{template: {{spec: {{restartPolicy: Never, containers: [{{name: c, image: {image}}}]}}}}}}}}";
        var created = await Api.ApplyAsync(Jobs + "/j", Job("a"));
        Assert.Equal(created.At("metadata", "uid"), created.At("spec", "selector", "matchLabels", "batch.kubernetes.io/controller-uid"));
        var same = await Api.ApplyAsync(Jobs + "/j", Job("a"));
        Assert.Equal(created.Text, same.Text);
        var reply = await Api.ApplyAsync(Jobs + "/j", Job("b"));
        Assert.Equal((422, "\"spec.template\""), (reply.Status, reply.At("details", "causes", "0", "field")));
    }

    [Fact]
    public async Task A_service_keeps_its_address_when_an_update_leaves_it_out()
    {
        const string Service = "{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {ports: [{port: 80}]}}";
        var created = await Api.ApplyAsync(Services + "/web", Service);
        Assert.Matches("^\"10\\.96\\.", created.At("spec", "clusterIP"));
        var put = await Api.SendAsync("PUT", Services + "/web", Service);
        Assert.Equal(created.At("spec", "clusterIP"), put.At("spec", "clusterIP"));
        var reply = await Api.PatchAsync(Services + "/web", """{"spec":{"clusterIP":"10.96.9.9","clusterIPs":["10.96.9.9"]}}""");
        Assert.Equal(422, reply.Status);
    }

    [Fact]
    public async Task Secrets_take_texts_and_give_base64()
    {
        var reply = await Api.CreateAsync("/api/v1/namespaces/default/secrets", "{apiVersion: v1, kind: Secret, metadata: {name: s}, stringData: {a: b}}");
        Assert.Equal(("""{"a":"Yg=="}""", "null"), (reply.At("data"), reply.At("stringData")));
    }

    [Fact]
    public async Task A_json_patch_adds_replaces_removes_and_tests()
    {
        await Api.CreateAsync(ConfigMaps, ConfigMap("map", "{a: '1', b/c: '2'}"));
        var reply = await Api.SendAsync(
            "PATCH", Map, """[{"op":"test","path":"/data/a","value":"1"},{"op":"replace","path":"/data/a","value":"3"},{"op":"remove","path":"/data/b~1c"},{"op":"add","path":"/data/d","value":"4"}]""",
            "application/json-patch+json");
        Assert.Equal("""{"a":"3","d":"4"}""", reply.At("data"));
        var refused = await Api.SendAsync("PATCH", Map, """[{"op":"test","path":"/data/a","value":"1"}]""", "application/json-patch+json");
        Assert.Equal(422, refused.Status);
    }

    [Fact]
    public async Task A_strategic_merge_matches_items_by_their_merge_key()
    {
        await Api.CreateAsync(Deployments, Deployment("web").Replace("containers: [", "containers: [ {name: side, image: side},", StringComparison.Ordinal));
        var reply = await Api.SendAsync(
            "PATCH", Web,
            """{"spec":{"template":{"spec":{"$setElementOrder/containers":[{"name":"web"}],"containers":[{"name":"web","image":"web:2"},{"name":"side","$patch":"delete"}]}}}}""",
            "application/strategic-merge-patch+json");
        Assert.Equal(("\"web:2\"", "null"), (reply.At("spec", "template", "spec", "containers", "0", "image"), reply.At("spec", "template", "spec", "containers", "1")));
    }

    [Fact]
    public async Task A_workload_is_scaled_through_its_scale()
    {
        await Api.CreateAsync(Deployments, Deployment("web"));
        var reply = await Api.PatchAsync(Web + "/scale", """{"spec":{"replicas":4}}""");
        Assert.Equal(("\"Scale\"", "4"), (reply.At("kind"), reply.At("spec", "replicas")));
        Assert.Equal("4", (await Api.GetAsync(Web)).At("spec", "replicas"));
    }

    [Fact]
    public async Task Nothing_is_created_in_a_namespace_that_is_missing_or_being_deleted()
    {
        var missing = await Api.CreateAsync("/api/v1/namespaces/none/configmaps", ConfigMap("map"));
        Assert.Equal((404, "namespaces \"none\" not found"), (missing.Status, missing.Message));

        Server.Objects.HoldNamespaces = true;
        Server.Objects.Apply("{apiVersion: v1, kind: Namespace, metadata: {name: old}}");
        Server.Objects.Delete("namespaces", "", "old");
        var refused = await Api.ApplyAsync("/api/v1/namespaces/old/configmaps/map", ConfigMap("map"));
        Assert.Equal(
            (403, "configmaps \"map\" is forbidden: unable to create new content in namespace old because it is being terminated"), (refused.Status, refused.Message));
        Assert.Equal("\"NamespaceTerminating\"", refused.At("details", "causes", "0", "reason"));
    }

    [Fact]
    public async Task A_lease_is_created_by_an_update_and_taken_over_with_its_version_only()
    {
        const string Path = "/apis/coordination.k8s.io/v1/namespaces/default/leases/lock";
        const string Lease = "{apiVersion: coordination.k8s.io/v1, kind: Lease, metadata: {name: lock}, spec: {holderIdentity: one}}";
        var created = await Api.SendAsync("PUT", Path, Lease);
        Assert.Equal(201, created.Status);
        var blind = await Api.SendAsync("PUT", Path, Lease);
        Assert.Equal((422, "\"metadata.resourceVersion\""), (blind.Status, blind.At("details", "causes", "0", "field")));
        var taken = created.Text.Replace("\"one\"", "\"two\"", StringComparison.Ordinal);
        Assert.Equal(200, (await Api.SendAsync("PUT", Path, taken, "application/json")).Status);
        Assert.Equal(409, (await Api.SendAsync("PUT", Path, taken.Replace("\"two\"", "\"three\"", StringComparison.Ordinal), "application/json")).Status);
    }

    [Fact]
    public async Task A_lease_that_is_gone_is_not_created_by_an_update_of_the_very_object()
    {
        const string Path = "/apis/coordination.k8s.io/v1/namespaces/default/leases/lock";
        var created = await Api.SendAsync("PUT", Path, "{apiVersion: coordination.k8s.io/v1, kind: Lease, metadata: {name: lock}}");
        await Api.DeleteAsync(Path);
        var reply = await Api.SendAsync("PUT", Path, created.Text, "application/json");
        Assert.Equal(409, reply.Status);
        Assert.Contains("Precondition failed: UID in precondition", reply.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quota_refuses_what_is_too_much()
    {
        Server.Objects.Apply("{apiVersion: v1, kind: ResourceQuota, metadata: {name: few, namespace: default}, spec: {hard: {configmaps: '1'}}}");
        await Api.CreateAsync(ConfigMaps, ConfigMap("one"));
        var reply = await Api.CreateAsync(ConfigMaps, ConfigMap("two"));
        Assert.Equal(
            (403, "configmaps \"two\" is forbidden: exceeded quota: few, requested: configmaps=1, used: configmaps=1, limited: configmaps=1"),
            (reply.Status, reply.Message));
    }
}
