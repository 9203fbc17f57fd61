using System.IO.Compression;
using System.Text;
using FsCheck.Fluent;
using NinjaBuild.Deploy.Records;
using NinjaBuild.Kubernetes.Client;
using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Tests.Records;

public sealed class RevisionStoreTests : RecordTest
{
    const string Head = "ninjabuild.dev.shop.v1";

    static readonly Revision First = new()
    {
        Number = 1,
        Status = RevisionStatus.Deploying,
        Chart = "shop",
        ChartVersion = "1.0.0",
        ChartDigest = "c0ffee",
        ValuesDigest = "decade",
        Started = new DateTimeOffset(2030, 1, 1, 12, 0, 0, TimeSpan.Zero),
        By = "alex@build-7",
        GitRevision = "0abc388",
    };

    // The same in each record, as those with Secrets never are.
    static readonly RevisionObjects Plain = new([ConfigMap("settings")], []);

    static readonly RevisionObjects Objects = new([ConfigMap("settings"), Secret("db", "hunter2")], [ConfigMap("hook")]);

    [Fact]
    public async Task A_release_that_was_never_deployed_has_no_revisions()
    {
        var history = await ReadAsync();
        Assert.Equal((0, 0, 1, null, null), (history.Revisions.Count, history.Problems.Count, history.NextNumber, history.Latest, history.LastGood));
    }

    [Fact]
    public async Task A_revision_is_read_as_it_was_written()
    {
        var ended = First with { Status = RevisionStatus.Failed, Ended = First.Started.AddMinutes(3), Message = "Deployment web did not get ready" };
        await NewStore().WriteAsync(ended, Objects, CancellationToken.None);
        var store = NewStore();
        var history = await store.ReadAsync(CancellationToken.None);
        Assert.Equal([ended], history.Revisions);
        Assert.Equal(2, history.NextNumber);
        var read = await store.ReadObjectsAsync(history.Revisions[0], CancellationToken.None);
        Assert.Equal(["ConfigMap shop-dev/settings", "Secret shop-dev/db"], read.Objects.Select(item => item.Identity.ToString()));
        Assert.Equal(["ConfigMap shop-dev/hook"], read.Hooks.Select(item => item.Identity.ToString()));
        Assert.Equal(RecordedTrees.Shown(Objects.Objects[0].Manifest), RecordedTrees.Shown(read.Objects[0].Manifest));
        Assert.Empty(RecordedSecret.DifferingKeys(read.Objects[1].Manifest!, Secret("db", "hunter2").Manifest!));
        Assert.Equal(["password"], RecordedSecret.DifferingKeys(read.Objects[1].Manifest!, Secret("db", "hunter3").Manifest!));
    }

    [Fact]
    public async Task Whatever_is_written_is_read_again()
    {
        int number = 0;
        var cases = Gen.Zip(RecordedTrees.Revision, RecordedTrees.Objects).Sample(20, 15);
        foreach (var (revision, objects) in cases)
        {
            var numbered = revision with { Number = ++number };
            await NewStore().WriteAsync(numbered, objects, CancellationToken.None);
            var store = NewStore();
            var read = (await store.ReadAsync(CancellationToken.None)).Latest!;
            Assert.Equal(RecordHead.Recordable(numbered), read);
            Assert.Equal(RecordedTrees.Shown(objects), RecordedTrees.Shown(await store.ReadObjectsAsync(read, CancellationToken.None)));
        }
    }

    [Fact]
    public async Task Reading_the_revisions_is_one_request_that_leaves_their_objects_where_they_are()
    {
        var store = NewStore();
        for (int number = 1; number <= 11; number++) await store.WriteAsync(First with { Number = number }, Objects, CancellationToken.None);
        Server.ForgetRequests();
        Assert.Equal(11, (await ReadAsync()).Revisions.Count);
        var request = Assert.Single(Server.Requests);
        Assert.Equal("list secrets in shop-dev", request.ToString());
        Assert.Contains("labelSelector=" + Uri.EscapeDataString("ninjabuild.dev/record=shop,ninjabuild.dev/environment=dev"), request.Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_value_of_a_Secret_is_in_any_byte_that_is_written()
    {
        // Random, so that one that is found is no accident.
        var random = new Random(4711);
        for (int round = 1; round <= 10; round++)
        {
            var values = Enumerable.Range(0, 4).Select(_ => string.Concat(Enumerable.Range(0, random.Next(8, 60)).Select(_ => (char)random.Next('!', '~')))).ToList();
            await NewStore().WriteAsync(First with { Number = round }, new RevisionObjects([SecretOf(values)], [SecretOf(values)]), CancellationToken.None);
            var written = Written() + string.Concat(Server.Requests.Select(request => Encoding.UTF8.GetString(request.Body.Span)));
            Assert.Contains("tls.crt", written, StringComparison.Ordinal);
            foreach (var value in values)
            {
                Assert.DoesNotContain(value, written, StringComparison.Ordinal);
                Assert.DoesNotContain(Escaped(value), written, StringComparison.Ordinal);
                Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(value)), written, StringComparison.Ordinal);
            }
        }

        RecordedObject SecretOf(List<string> values) => new()
        {
            Identity = new ObjectIdentity("", "Secret", "shop-dev", "db"),
            ApiVersion = "v1",
            Manifest = Mapping(
                ("apiVersion", "v1"), ("kind", "Secret"), ("unknown", values[3]),
                ("metadata", Mapping(
                    ("name", "db"),
                    ("annotations", Mapping(("kubectl.kubernetes.io/last-applied-configuration", $"{{\"stringData\":{{\"a\":\"{Escaped(values[2])}\"}}}}"), ("kept", "yes"))))),
                ("data", Mapping(("tls.crt", Convert.ToBase64String(Encoding.UTF8.GetBytes(values[0]))), ("broken", values[1]))),
                ("stringData", Mapping(("a", values[2])))),
        };
    }

    [Fact]
    public async Task The_last_applied_configuration_of_no_kind_is_recorded()
    {
        var annotated = ConfigMap("settings") with
        {
            Manifest = Mapping(
                ("apiVersion", "v1"), ("kind", "ConfigMap"),
                ("metadata", Mapping(("name", "settings"), ("annotations", Mapping(("kubectl.kubernetes.io/last-applied-configuration", "{}"), ("kept", "yes")))))),
        };
        var store = NewStore();
        await store.WriteAsync(First, new RevisionObjects([annotated], []), CancellationToken.None);
        var read = await store.ReadObjectsAsync(First, CancellationToken.None);
        Assert.Equal("{kept:\"yes\"}", RecordedTrees.Shown(read.Objects[0].Manifest.At("metadata", "annotations")));
    }

    [Fact]
    public async Task Many_bytes_are_recorded_in_several_Secrets_each_of_which_the_server_takes()
    {
        var random = new Random(1);
        var objects = new RevisionObjects([.. Enumerable.Range(0, 5000).Select(number => ConfigMap($"settings-{number}", Convert.ToHexString(Bytes(random))))], []);
        await NewStore().WriteAsync(First, objects, CancellationToken.None);
        var sizes = Server.Objects.List("secrets", "shop-dev").Select(secret => secret.Mapping("data").Values.Sum(value => Convert.FromBase64String((string)value!).Length)).ToList();
        Assert.InRange(sizes.Count, 4, 10);
        Assert.All(sizes, size => Assert.InRange(size, 1, 900_000));
        Assert.Equal(5000, (await NewStore().ReadObjectsAsync(First, CancellationToken.None)).Objects.Count);

        static byte[] Bytes(Random random)
        {
            var bytes = new byte[500];
            random.NextBytes(bytes);
            return bytes;
        }
    }

    [Fact]
    public async Task What_became_of_a_revision_is_written_without_its_objects()
    {
        var store = NewStore();
        await store.WriteAsync(First, Objects, CancellationToken.None);
        Server.ForgetRequests();
        await store.WriteAsync(First with { Status = RevisionStatus.Deployed }, CancellationToken.None);
        Assert.Equal([$"update secrets/{Head} in shop-dev"], Server.Requests.Select(request => request.ToString()));
        Assert.Equal(RevisionStatus.Deployed, (await ReadAsync()).LastGood!.Status);
        Assert.Equal("Deployed", Server.Objects.Find("secrets", "shop-dev", Head).Text("metadata", "labels", "ninjabuild.dev/status"));
        Assert.Equal(2, (await NewStore().ReadObjectsAsync(First, CancellationToken.None)).Objects.Count);
    }

    [Fact]
    public async Task A_later_run_says_what_became_of_one_that_was_cut_off()
    {
        await NewStore().WriteAsync(First, Objects, CancellationToken.None);
        var store = NewStore();
        var cutOff = (await store.ReadAsync(CancellationToken.None)).Latest!;
        await store.WriteAsync(cutOff with { Status = RevisionStatus.Interrupted }, CancellationToken.None);
        var known = await store.ReadObjectsAsync(cutOff, CancellationToken.None);
        await store.WriteAsync(cutOff with { Status = RevisionStatus.Interrupted, Message = "x" }, known, CancellationToken.None);
        Assert.Equal(RevisionStatus.Interrupted, (await ReadAsync()).Latest!.Status);
        var again = await NewStore().ReadObjectsAsync(cutOff, CancellationToken.None);
        Assert.Empty(RecordedSecret.DifferingKeys(again.Objects[1].Manifest!, Objects.Objects[1].Manifest!));
    }

    [Fact]
    public async Task Of_two_who_take_one_number_one_gets_it_and_the_other_is_told()
    {
        await NewStore().WriteAsync(First, Objects, CancellationToken.None);
        var error = await Assert.ThrowsAsync<DeployException>(() => NewStore().WriteAsync(First with { By = "ci@other" }, Objects, CancellationToken.None));
        Assert.Equal($"Secret shop-dev/{Head}: alex@build-7 has recorded revision 1 in the meantime: see what was deployed, and run this again", error.Message);
        Assert.Equal("alex@build-7", (await ReadAsync()).Latest!.By);
    }

    [Fact]
    public async Task A_revision_that_somebody_else_changed_is_not_written_over()
    {
        await NewStore().WriteAsync(First, Objects, CancellationToken.None);
        var (one, two) = (NewStore(), NewStore());
        await one.ReadAsync(CancellationToken.None);
        await two.ReadAsync(CancellationToken.None);
        await one.WriteAsync(First with { Status = RevisionStatus.Interrupted }, CancellationToken.None);
        var error = await Assert.ThrowsAsync<DeployException>(() => two.WriteAsync(First with { Status = RevisionStatus.Failed }, CancellationToken.None));
        Assert.Equal($"Secret shop-dev/{Head}: somebody else has changed revision 1, which is Interrupted now: see what was deployed, and run this again", error.Message);
    }

    [Fact]
    public async Task What_was_written_before_a_call_was_ended_is_not_taken_for_somebody_elses()
    {
        var store = NewStore();
        await store.WriteAsync(First, Objects, CancellationToken.None);
        using var end = new CancellationTokenSource();
        Server.Faults.On("update", "secrets").Nth(1).ResetAfter();
        Server.Faults.On("update", "secrets").Nth(2).Run(_ => end.Cancel());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.WriteAsync(First with { Status = RevisionStatus.Deployed }, end.Token));
        await store.WriteAsync(First with { Status = RevisionStatus.RolledBack }, CancellationToken.None);
        Assert.Equal(RevisionStatus.RolledBack, (await ReadAsync()).Latest!.Status);
    }

    [Fact]
    public async Task A_label_that_somebody_put_on_a_record_is_no_reason_to_fail()
    {
        var store = NewStore();
        await store.WriteAsync(First, Objects, CancellationToken.None);
        Server.Objects.Change("secrets", "shop-dev", Head, secret => ((Dictionary<string, object?>)secret["metadata"]!)["annotations"] = new Dictionary<string, object?> { ["note"] = "mine" });
        await store.WriteAsync(First with { Status = RevisionStatus.Deployed }, CancellationToken.None);
        Assert.NotNull((await ReadAsync()).LastGood);
    }

    [Fact]
    public async Task A_record_that_somebody_deleted_in_the_meantime_is_written_again()
    {
        var store = NewStore();
        await store.WriteAsync(First, Objects, CancellationToken.None);
        Server.Objects.Delete("secrets", "shop-dev", Head);
        await store.WriteAsync(First with { Status = RevisionStatus.Deployed }, CancellationToken.None);
        Assert.Equal(2, (await NewStore().ReadObjectsAsync((await ReadAsync()).LastGood!, CancellationToken.None)).Objects.Count);
    }

    // The last ones are beyond the requests there are.
    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(6), InlineData(7), InlineData(8), InlineData(9), InlineData(10)]
    public async Task A_connection_that_is_reset_does_no_harm(int request)
    {
        foreach (bool isDone in (bool[])[false, true])
        {
            var release = Shop with { Environment = isDone ? "done" : "undone" };
            var fault = Server.Faults.On("*", "secrets").Nth(request);
            if (isDone) fault.ResetAfter();
            else fault.Reset();
            var store = new RevisionStore(Api, release);
            Assert.Equal(1, (await store.ReadAsync(CancellationToken.None)).NextNumber);
            await store.WriteAsync(First, Objects, CancellationToken.None);
            await store.WriteAsync(First with { Status = RevisionStatus.Deployed }, new RevisionObjects([Objects.Objects[0] with { Wave = 1 }], []), CancellationToken.None);
            await store.PruneAsync(10, CancellationToken.None);
            Server.Faults.Clear();
            var later = new RevisionStore(Api, release);
            var read = Assert.Single((await later.ReadAsync(CancellationToken.None)).Revisions);
            Assert.Equal(RevisionStatus.Deployed, read.Status);
            Assert.Equal(1, Assert.Single((await later.ReadObjectsAsync(read, CancellationToken.None)).Objects).Wave);
            Assert.Equal(2, Server.Objects.NamesIn("shop-dev").Count(name => name.StartsWith($"secrets/ninjabuild.{release.Environment}.", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task Writing_again_after_a_failure_is_as_good_as_writing_once()
    {
        var store = NewStore();
        var fault = Server.Faults.On("create", "secrets", Head).Answer(403, "Forbidden", "no");
        await Assert.ThrowsAsync<ApiException>(() => store.WriteAsync(First, Objects, CancellationToken.None));
        Server.Faults.Remove(fault);
        await store.WriteAsync(First, Objects, CancellationToken.None);
        await store.WriteAsync(First, Objects, CancellationToken.None);
        Assert.Equal(2, Server.Objects.NamesIn("shop-dev").Count(name => name.StartsWith("secrets/ninjabuild.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_a_killed_process_left_of_a_record_is_no_revision_and_is_cleared_away()
    {
        var store = NewStore();
        await store.WriteAsync(First with { Status = RevisionStatus.Deployed }, Plain, CancellationToken.None);
        Server.Faults.On("create", "secrets", "ninjabuild.dev.shop.v2").Answer(403, "Forbidden", "killed here");
        await Assert.ThrowsAsync<ApiException>(() => store.WriteAsync(First with { Number = 2 }, Plain, CancellationToken.None));
        Assert.Equal(2, (await ReadAsync()).NextNumber);
        Assert.Equal(3, RecordNames().Count);
        await NewStore().PruneAsync(10, CancellationToken.None);
        Assert.Equal(2, RecordNames().Count);
        Assert.Single((await NewStore().ReadObjectsAsync(First, CancellationToken.None)).Objects);
    }

    [Fact]
    public async Task The_last_ten_are_kept_and_the_last_good_one_and_all_that_is_not_ours()
    {
        Server.Objects.Apply(
            """
            apiVersion: v1
            kind: Secret
            metadata: { name: ninjabuild.dev.shop.v1.other, namespace: shop-dev, labels: { ninjabuild.dev/record-part: shop, ninjabuild.dev/environment: dev } }
            ---
            apiVersion: v1
            kind: Secret
            type: ninjabuild.dev/revision
            metadata: { name: somebody-elses, namespace: shop-dev, labels: { ninjabuild.dev/record-part: shop, ninjabuild.dev/environment: dev } }
            """);
        await new RevisionStore(Api, Shop with { Environment = "prod" }).WriteAsync(First, Plain, CancellationToken.None);
        var store = NewStore();
        for (int number = 1; number <= 14; number++)
        {
            var status = number switch { 1 => RevisionStatus.Superseded, 2 => RevisionStatus.Deployed, _ => RevisionStatus.RolledBack };
            await store.WriteAsync(First with { Number = number, Status = status }, Plain, CancellationToken.None);
        }

        await NewStore().PruneAsync(10, CancellationToken.None);
        var history = await ReadAsync();
        Assert.Equal([2, .. Enumerable.Range(5, 10)], history.Revisions.Select(revision => revision.Number));
        Assert.Equal(2, history.LastGood!.Number);
        Assert.Equal(15, history.NextNumber);
        Assert.Equal(22, RecordNames().Count(name => name.StartsWith("secrets/ninjabuild.dev.shop.v", StringComparison.Ordinal) && !name.EndsWith("other", StringComparison.Ordinal)));
        Assert.Contains("secrets/ninjabuild.dev.shop.v1.other", RecordNames());
        Assert.Contains("secrets/somebody-elses", Server.Objects.NamesIn("shop-dev"));
        Assert.Equal(2, RecordNames().Count(name => name.StartsWith("secrets/ninjabuild.prod.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Records_without_their_labels_or_that_cannot_be_read_keep_their_objects()
    {
        var store = NewStore();
        await store.WriteAsync(First, Objects, CancellationToken.None);
        await store.WriteAsync(First with { Number = 2 }, Objects, CancellationToken.None);
        Server.Objects.Change("secrets", "shop-dev", Head, secret => ((Dictionary<string, object?>)secret.At("metadata", "labels")!).Remove("ninjabuild.dev/objects"));
        Edit("ninjabuild.dev.shop.v2", "nonsense");
        await NewStore().PruneAsync(10, CancellationToken.None);
        Assert.Equal(4, RecordNames().Count);
    }

    [Fact]
    public async Task Of_a_release_that_was_taken_away_nothing_is_left_and_of_others_everything()
    {
        var store = NewStore();
        await store.WriteAsync(First, Objects, CancellationToken.None);
        await store.WriteAsync(First with { Number = 2 }, Objects, CancellationToken.None);
        Edit("ninjabuild.dev.shop.v2", "nonsense");
        await new RevisionStore(Api, Shop with { Name = "shop2" }).WriteAsync(First, Objects, CancellationToken.None);
        await NewStore().ForgetAsync(CancellationToken.None);
        Assert.Equal(["secrets/ninjabuild.dev.shop2.v1"], RecordNames().Where(name => name.EndsWith(".v1", StringComparison.Ordinal)));
        Assert.Equal(2, RecordNames().Count);
    }

    [Theory]
    [InlineData("nonsense", "it has in data.revision what is no JSON (")]
    [InlineData("{}", "it has in data.revision no 'format'")]
    [InlineData("[[[]]]", "it has in data.revision no 'format'")]
    [InlineData("{\"format\":1}", "it says that it is revision ?, and its name that it is 1")]
    [InlineData("{\"format\":1,\"number\":7}", "it says that it is revision 7, and its name that it is 1")]
    [InlineData("{\"format\":1,\"number\":1,\"status\":\"3\"}", "it has a 'status' that there is none of")]
    [InlineData("{\"format\":1,\"number\":1,\"status\":\"Deployed\"}", "it has no 'chart'")]
    [InlineData("{\"format\":1,\"number\":1,\"status\":\"Deployed\",\"chart\":\"\\udc00\"}", "it has in data.revision what is no JSON (")]
    public async Task A_record_that_was_edited_into_nonsense_is_told_and_left_out(string content, string why)
    {
        var store = NewStore();
        await store.WriteAsync(First, Objects, CancellationToken.None);
        await store.WriteAsync(First with { Number = 2 }, Objects, CancellationToken.None);
        Edit(Head, content);
        var history = await ReadAsync();
        Assert.Equal([2], history.Revisions.Select(revision => revision.Number));
        var problem = Assert.Single(history.Problems);
        Assert.Equal($"Secret shop-dev/{Head}", problem.Subject);
        Assert.StartsWith(why, problem.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            $", so its revision is left out; if nobody needs it, take it away: kubectl --context test --namespace shop-dev delete secret {Head}", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("started", "\"yesterday\"", "it has no time in 'started'")]
    [InlineData("by", "7", "it has no 'by'")]
    [InlineData("objects", "{\"digest\":\"../../etc\",\"parts\":1}", "it has an 'objects.digest' that is none")]
    [InlineData("objects", "{\"digest\":\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\",\"parts\":1000000}", "it has no number up to 32 in 'objects.parts'")]
    [InlineData("objects", "null", "it has no 'objects.digest'")]
    public async Task A_field_of_a_record_that_is_nonsense_is_told(string field, string json, string why)
    {
        await NewStore().WriteAsync(First, Objects, CancellationToken.None);
        var content = System.Text.Json.Nodes.JsonNode.Parse(Content(Head))!;
        content[field] = System.Text.Json.Nodes.JsonNode.Parse(json);
        Edit(Head, content.ToJsonString());
        Assert.StartsWith(why, Assert.Single((await ReadAsync()).Problems).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ apiVersion: v1, kind: Secret, metadata: { NAME }, data: { revision: e30= } }", "it is not of the type ninjabuild.dev/revision")]
    [InlineData("{ apiVersion: v1, kind: Secret, type: ninjabuild.dev/revision, metadata: { NAME } }", "it has no data.revision")]
    public async Task A_Secret_that_bears_a_records_name_and_labels_is_told(string yaml, string why)
    {
        Server.Objects.Apply(yaml.Replace("NAME", $"name: {Head}, namespace: shop-dev, labels: {{ ninjabuild.dev/record: shop, ninjabuild.dev/environment: dev }}", StringComparison.Ordinal));
        var history = await ReadAsync();
        Assert.StartsWith(why, Assert.Single(history.Problems).Message, StringComparison.Ordinal);
        Assert.Equal(2, history.NextNumber);
    }

    [Fact]
    public async Task A_record_of_a_hundred_thousand_bytes_is_not_looked_at()
    {
        await NewStore().WriteAsync(First, Objects, CancellationToken.None);
        Edit(Head, new string(' ', 100_000) + "{}");
        Assert.StartsWith("it has more than 65536 bytes in data.revision", Assert.Single((await ReadAsync()).Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_would_steer_a_terminal_is_not_read()
    {
        await NewStore().WriteAsync(First, Objects, CancellationToken.None);
        Edit(Head, Content(Head).Replace("alex@build-7", "\\u001b[2Jalex", StringComparison.Ordinal));
        Assert.Equal("?[2Jalex", (await ReadAsync()).Latest!.By);
    }

    [Fact]
    public async Task Fields_that_are_not_known_are_passed_over_and_a_newer_form_is_refused()
    {
        await NewStore().WriteAsync(First, Objects, CancellationToken.None);
        Edit(Head, Content(Head).Replace("\"format\":1", "\"format\":1,\"mood\":{\"is\":[\"good\"]}", StringComparison.Ordinal));
        Assert.Equal(First, (await ReadAsync()).Latest);
        Edit(Head, "{\"format\":2}");
        var error = await Assert.ThrowsAsync<DeployException>(ReadAsync);
        Assert.Equal(
            $"Secret shop-dev/{Head}: it was written by a newer NinjaBuild, in format 2; this one knows formats up to 1: deploy shop with that version or a later one", error.Message);
    }

    [Fact]
    public async Task Objects_that_are_gone_or_were_changed_are_told_with_the_Secret_they_are_in()
    {
        var store = NewStore();
        await store.WriteAsync(First, Objects, CancellationToken.None);
        var part = Assert.Single(RecordNames(), name => !name.EndsWith(".v1", StringComparison.Ordinal))["secrets/".Length..];
        Server.Objects.Change("secrets", "shop-dev", part, secret => secret["data"] = new Dictionary<string, object?> { ["objects"] = "AAAA" });
        var error = await Assert.ThrowsAsync<DeployException>(() => store.ReadObjectsAsync(First, CancellationToken.None));
        Assert.Equal(
            $"Secret shop-dev/{part}: it has not the content that its revision names, so its revision is left out; if nobody needs it, take it away: "
            + $"kubectl --context test --namespace shop-dev delete secret {Head}",
            error.Message);
        Server.Objects.Delete("secrets", "shop-dev", part);
        error = await Assert.ThrowsAsync<DeployException>(() => store.ReadObjectsAsync(First, CancellationToken.None));
        Assert.StartsWith($"Secret shop-dev/{part}: it is gone, and with it objects of revision 1, so", error.Message, StringComparison.Ordinal);
    }

    RevisionStore NewStore() => new(Api, Shop);

    Task<RevisionHistory> ReadAsync() => NewStore().ReadAsync(CancellationToken.None);

    List<string> RecordNames() => [.. Server.Objects.NamesIn("shop-dev").Where(name => name.StartsWith("secrets/ninjabuild.", StringComparison.Ordinal))];

    string Content(string secret) => Encoding.UTF8.GetString(Convert.FromBase64String(Server.Objects.Find("secrets", "shop-dev", secret).Text("data", "revision")!));

    void Edit(string secret, string content) => Server.Objects.Change(
        "secrets", "shop-dev", secret, tree => tree["data"] = new Dictionary<string, object?> { ["revision"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(content)) });

    // All Secrets, with what is encoded and packed in them.
    string Written()
    {
        var result = new StringBuilder();
        foreach (var secret in Server.Objects.List("secrets", "shop-dev"))
        {
            result.Append(RecordedTrees.Shown(secret));
            foreach (var value in secret.Mapping("data").Values)
            {
                var bytes = Convert.FromBase64String((string)value!);
                result.Append(bytes is [0x1f, 0x8b, ..] ? new StreamReader(new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress)).ReadToEnd() : Encoding.UTF8.GetString(bytes));
            }
        }

        return result.ToString();
    }

    static string Escaped(string value) => value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

    static RecordedObject ConfigMap(string name, string value = "info") => new()
    {
        Identity = new ObjectIdentity("", "ConfigMap", "shop-dev", name),
        ApiVersion = "v1",
        Manifest = Mapping(("apiVersion", "v1"), ("kind", "ConfigMap"), ("metadata", Mapping(("name", name))), ("data", Mapping(("level", value)))),
    };

    static RecordedObject Secret(string name, string password) => new()
    {
        Identity = new ObjectIdentity("", "Secret", "shop-dev", name),
        ApiVersion = "v1",
        Manifest = Mapping(
            ("apiVersion", "v1"), ("kind", "Secret"), ("metadata", Mapping(("name", name))),
            ("data", Mapping(("password", Convert.ToBase64String(Encoding.UTF8.GetBytes(password)))))),
    };

    static Dictionary<string, object?> Mapping(params (string Name, object? Value)[] fields) => fields.ToDictionary(field => field.Name, field => field.Value);
}
