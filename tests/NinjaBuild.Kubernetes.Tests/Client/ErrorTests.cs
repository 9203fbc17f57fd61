using NinjaBuild.Kubernetes.Client;
using NinjaBuild.Kubernetes.Client.Http;

namespace NinjaBuild.Kubernetes.Tests.Client;

/// <summary>What is read out of refusals. The texts are those of real API servers.</summary>
public sealed class ErrorTests : ClientTest
{
    [Theory]
    [InlineData(403, "Forbidden", "pods \"web\" is forbidden: exceeded quota: compute, requested: pods=1, used: pods=10, limited: pods=10", ApiErrorKind.QuotaExceeded)]
    [InlineData(403, "Forbidden", "pods \"web\" is forbidden: violates PodSecurity \"restricted:latest\": allowPrivilegeEscalation != false", ApiErrorKind.PolicyDenied)]
    [InlineData(422, "Invalid", "deployments.apps \"web\" is forbidden: ValidatingAdmissionPolicy 'replicas' with binding 'all' denied request: too many", ApiErrorKind.PolicyDenied)]
    [InlineData(403, "Forbidden", "admission webhook \"policy.example.com\" denied the request: no owner label", ApiErrorKind.WebhookDenied)]
    [InlineData(400, "", "admission webhook \"policy.example.com\" denied the request: no owner label", ApiErrorKind.WebhookDenied)]
    [InlineData(500, "", "admission webhook \"policy.example.com\" denied the request: no owner label", ApiErrorKind.WebhookDenied)]
    [InlineData(400, "BadRequest", "admission webhook \"vault.example.com\" does not support dry run", ApiErrorKind.DryRunUnsupported)]
    [InlineData(500, "InternalError", "Internal error occurred: failed calling webhook \"a.b\": failed to call webhook: Post \"https://a.b.svc:443\": context deadline exceeded", ApiErrorKind.WebhookFailed)]
    [InlineData(409, "AlreadyExists", "configmaps \"map\" already exists", ApiErrorKind.AlreadyExists)]
    [InlineData(409, "Conflict", "Operation cannot be fulfilled on configmaps \"map\": the object has been modified; please apply your changes to the latest version and try again", ApiErrorKind.StaleVersion)]
    [InlineData(409, "Conflict", "Operation cannot be fulfilled on configmaps \"map\": Precondition failed: UID in precondition: a, UID in object meta: b", ApiErrorKind.OtherObject)]
    [InlineData(404, "NotFound", "namespaces \"shop\" not found", ApiErrorKind.NotFound)]
    public void The_kind_of_a_refusal_is_seen(int status, string reason, string message, ApiErrorKind kind)
    {
        var failure = Of(status, $$"""{ "kind": "Status", "reason": "{{reason}}", "message": {{System.Text.Json.JsonSerializer.Serialize(message)}} }""");
        Assert.Equal((kind, reason, message), (failure.Kind, failure.Reason, failure.Message));
    }

    [Fact]
    public void Conflicts_name_manager_and_field()
    {
        var failure = Of(409, """
            kind: Status
            reason: Conflict
            message: "Apply failed with 3 conflicts"
            details:
              causes:
              - { reason: FieldManagerConflict, field: .spec.replicas, message: 'conflict with "kubectl-client-side-apply" using apps/v1' }
              - { reason: FieldManagerConflict, field: .status.x, message: 'conflict with "kube-controller-manager" with subresource "status" using apps/v1 at 2026-01-02T03:04:05Z' }
              - { reason: FieldManagerConflict, field: .spec.y, message: 'conflict with "a \"quoted\" name"' }
            """);
        Assert.Equal(ApiErrorKind.FieldConflict, failure.Kind);
        Assert.Equal(
            [new("kubectl-client-side-apply", ".spec.replicas"), new("kube-controller-manager", ".status.x"), new("a \"quoted\" name", ".spec.y")],
            failure.Conflicts);
    }

    [Fact]
    public async Task Each_field_that_is_wrong_is_told()
    {
        var body = Object("{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {template: {spec: {containers: [{image: 'web:1'}]}}}}");
        var failure = await Fails(() => Api.CreateAsync(Deployments, "default", body, new WriteOptions(), None));
        Assert.Equal((ApiErrorKind.Invalid, 422), (failure.Kind, failure.Status));
        Assert.StartsWith("Deployment.apps \"web\" is invalid: [", failure.Message, StringComparison.Ordinal);
        Assert.Contains(new ApiCause("spec.selector", "Required value", "FieldValueRequired"), failure.Causes);
        Assert.True(failure.Causes.Count > 1);
    }

    [Fact]
    public async Task A_namespace_that_is_being_deleted_is_told_apart_from_other_refusals()
    {
        Server.Objects.Apply("{apiVersion: v1, kind: Namespace, metadata: {name: shop}}");
        Server.Objects.HoldNamespaces = true;
        Server.Objects.Delete("namespaces", "", "shop");
        var failure = await Fails(() => Api.ApplyAsync(ConfigMaps, "shop", "map", Map("map"), new ApplyOptions(), None));
        Assert.Equal(ApiErrorKind.NamespaceTerminating, failure.Kind);
    }

    [Fact]
    public async Task A_namespace_that_is_not_there_counts_as_not_found()
    {
        Assert.Null(await Api.GetAsync(ConfigMaps, "shop", "map", None));
        Assert.False(await Api.DeleteAsync(ConfigMaps, "shop", "map", new DeleteOptions(), None));
        var failure = await Fails(() => Api.ApplyAsync(ConfigMaps, "shop", "map", Map("map"), new ApplyOptions(), None));
        Assert.Equal((ApiErrorKind.NotFound, "namespaces \"shop\" not found"), (failure.Kind, failure.Message));
    }

    [Fact]
    public async Task Who_may_not_do_what_is_told()
    {
        Server.Permissions.Forbid("patch", "configmaps");
        var failure = await Fails(() => ApplyAsync("map"));
        Assert.Equal(ApiErrorKind.Forbidden, failure.Kind);
        Assert.Equal(
            "configmaps \"map\" is forbidden: User \"system:serviceaccount:ci:deployer\" cannot patch resource \"configmaps\" in API group \"\" in the namespace \"default\"",
            failure.Message);
        Assert.Equal("apply configmaps/map in default", failure.Request);
    }

    [Theory]
    [InlineData("the value hunter2hunter2 is weak")]
    [InlineData("the value aHVudGVyMmh1bnRlcjI= is weak")]
    [InlineData("data[key]: Invalid value: \\\"-----BEGIN KEY-----\\\\nMIIEvQ+secret/line\\\\n\\\"")]
    [InlineData("illegal base64 data ... error found in #10 byte of ...|hunt|..., bigger context ...|ter2hun|...")]
    public async Task No_value_of_a_secret_gets_into_a_message(string message)
    {
        var secret = Object("""{apiVersion: v1, kind: Secret, metadata: {name: s}, stringData: {p: hunter2hunter2, key: "-----BEGIN KEY-----\nMIIEvQ+secret/line\n"}, data: {p: aHVudGVyMmh1bnRlcjI=}}""");
        Server.Faults.On().Answer(422, "Invalid", message.Replace("\\\"", "\"", StringComparison.Ordinal).Replace(@"\\", @"\", StringComparison.Ordinal));
        foreach (var send in new Func<Task>[]
        {
            () => Api.ApplyAsync(Secrets, "default", "s", secret, new ApplyOptions(), None),
            () => Api.CreateAsync(Secrets, "default", secret, new WriteOptions(), None),
            () => Api.ReplaceAsync(Secrets, "default", "s", secret, new WriteOptions(), None),
            () => Api.PatchAsync(Secrets, "default", "s", PatchType.Merge, secret, new WriteOptions(), None),
            () => Api.PatchAsync(Secrets, "default", "s", PatchType.Json, new List<object?> { new Dictionary<string, object?> { ["op"] = "replace", ["path"] = "/data", ["value"] = secret["data"] }, new Dictionary<string, object?> { ["op"] = "add", ["path"] = "/stringData", ["value"] = secret["stringData"] } }, new WriteOptions(), None),
        })
        {
            var text = (await Fails(send)).ToString();
            foreach (var value in new[] { "hunter2", "aHVudGVy", "MIIEvQ", "secret/line", "ter2hun" }) Assert.DoesNotContain(value, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_is_no_status_is_told_by_its_first_line()
    {
        foreach (var (status, type, body, kind, expected) in new[]
        {
            (403, "text/plain", "Forbidden\n\nmore", ApiErrorKind.Forbidden, "Forbidden"),
            (404, "text/plain", "404 page not found\n", ApiErrorKind.NotFound, "404 page not found"),
            (500, "text/plain", "dial tcp 10.0.0.1:6443: connect: connection refused\n", ApiErrorKind.Unreachable, ": dial tcp 10.0.0.1:6443: connect: connection refused"),
            (502, "text/html", "<html>\n<head><title>502 Bad Gateway</title></head>\n", ApiErrorKind.Unreachable, ": 502 Bad Gateway"),
            (503, "text/plain", "", ApiErrorKind.Unreachable, ": the server answered 503 without saying why"),
            (302, "text/html", "<title>Log in</title>", ApiErrorKind.BadRequest, "Log in"),
        })
        {
            await using var server = new ScriptedServer(head => head.StartsWith("GET /version", StringComparison.Ordinal) ? ScriptedServer.Version : ScriptedServer.Answer(status, type, body));
            await using var api = await ApiClient.ConnectAsync(server.Address, Options, None);
            var failure = await Fails(() => All(api.ListAsync(ConfigMaps, "default", new ListOptions(), None)));
            Assert.Equal((kind, status), (failure.Kind, failure.Status));
            Assert.EndsWith(expected, failure.Message, StringComparison.Ordinal);
            Assert.True(kind == ApiErrorKind.Unreachable ? server.Requests > 10 : server.Requests == 2, $"{status}: {server.Requests}");
        }
    }

    [Theory]
    [InlineData("tls: failed to verify certificate: x509: certificate signed by unknown authority", ApiErrorKind.Unreachable)]
    [InlineData("getting credentials: exec: executable aws not found\n\nIt looks like you are trying to use a client-go credential plugin", ApiErrorKind.Unauthorized)]
    public async Task What_another_attempt_would_not_mend_is_told_at_once(string text, ApiErrorKind kind)
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Answer(500, "text/plain", text));
        var failure = await Fails(() => ApiClient.ConnectAsync(server.Address, Options, None));
        Assert.Equal((kind, 1), (failure.Kind, server.Requests));
    }

    [Theory]
    [InlineData("<html>Welcome to the hotel's network</html>", "the answer is no proper JSON: ")]
    [InlineData("{}", "the server says that its version is \"\": it seems to be no Kubernetes API server")]
    [InlineData("{\"gitVersion\": ", "the answer is no proper JSON: ")]
    public async Task A_server_that_is_no_api_server_is_told(string body, string expected)
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Answer(200, "text/html", body));
        var failure = await Fails(() => ApiClient.ConnectAsync(server.Address, Options, None));
        Assert.StartsWith(expected, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_are_not_read_past_a_limit()
    {
        await using var server = new ScriptedServer(head => head.StartsWith("GET /version", StringComparison.Ordinal)
            ? ScriptedServer.Version
            : "HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n{");
        await using var api = await ApiClient.ConnectAsync(server.Address, Options, None);
        var failure = await Fails(() => api.GetAsync(ConfigMaps, "default", "map", None));
        Assert.Equal((ApiErrorKind.TooLarge, "the answer is larger than 16 MiB, which is more than this is expected to have"), (failure.Kind, failure.Message));
    }

    [Fact]
    public async Task A_body_without_an_announced_length_is_not_read_past_the_limit_either()
    {
        await using var server = new ScriptedServer(head => head.StartsWith("GET /version", StringComparison.Ordinal)
            ? ScriptedServer.Version
            : "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"a\":\"" + new string('x', 17 * 1024 * 1024));
        await using var api = await ApiClient.ConnectAsync(server.Address, Options, None);
        Assert.Equal(ApiErrorKind.TooLarge, (await Fails(() => api.GetAsync(ConfigMaps, "default", "map", None))).Kind);
    }

    static ApiException Of(int status, string yaml) =>
        StatusReading.OfStatus(Object(yaml), status, new ApiRequest { Method = HttpMethod.Get, Target = "/", What = "get" });
}
