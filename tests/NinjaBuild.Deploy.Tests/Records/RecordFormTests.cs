using System.IO.Compression;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NinjaBuild.Deploy.Records;
using NinjaBuild.Deploy.Releases;
using NinjaBuild.Kubernetes.Manifests;

namespace NinjaBuild.Deploy.Tests.Records;

/// <summary>The form of records, apart from any cluster.</summary>
public sealed class RecordFormTests
{
    static readonly RecordNames Names = new(new Release("shop", "dev", "test", "shop-dev"));

    [Fact]
    public void Objects_are_read_as_they_were_written() => Prop.ForAll(RecordedTrees.Objects.ToArbitrary(), objects =>
    {
        var (stored, parts) = RecordParts.Split(objects, RecordedSecret.NewSalt());
        return RecordedTrees.Shown(RecordParts.Join([.. parts.Select(part => part.ToArray())], stored)) == RecordedTrees.Shown(objects);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_same_objects_with_the_same_salt_are_the_same_bytes() => Prop.ForAll(RecordedTrees.Objects.ToArbitrary(), objects =>
    {
        var salt = RecordedSecret.NewSalt();
        return RecordParts.Split(objects, salt).Stored == RecordParts.Split(objects, salt).Stored;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_revision_is_read_as_it_was_written_without_what_steers_a_terminal() => Prop.ForAll(RecordedTrees.Revision.ToArbitrary(), revision =>
    {
        var head = new RecordHead(RecordHead.Recordable(revision), new StoredObjects(new string('a', 64), 3, 20, 1), "me");
        var read = RecordHead.Read(head.ToSecret(Names, "shop-dev"), revision.Number);
        return read.SaysAs(head)
            && read.Revision.Started == revision.Started && read.Revision.Ended == revision.Ended
            && !read.Revision.By.Any(c => char.IsControl(c) && c is not ('\n' or '\t'));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Text_that_unpacks_to_very_much_is_given_up_early()
    {
        var bomb = new MemoryStream();
        using (var gzip = new GZipStream(bomb, CompressionLevel.Fastest, leaveOpen: true))
        {
            var zeros = new byte[1 << 20];
            for (int i = 0; i < 64; i++) gzip.Write(zeros);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal("has a line of more than 4194304 bytes", Broken(bomb.ToArray(), objects: 1));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20 << 20);
    }

    [Fact]
    public void Lines_have_an_end_and_so_has_their_number()
    {
        Assert.Equal(["a", "", "bc"], Lines("a\n\nbc\n", maxLine: 4, maxText: 100));
        Assert.Equal(["abc"], Lines("abc\n", maxLine: 4, maxText: 4));
        Assert.Equal("has a line of more than 4 bytes", Assert.Throws<BrokenRecordException>(() => Lines("a\nabcde\n", maxLine: 4, maxText: 100)).Message);
        Assert.Equal("unpacks to more than 5 bytes", Assert.Throws<BrokenRecordException>(() => Lines("a\nb\nc\n", maxLine: 4, maxText: 5)).Message);
        Assert.Equal("ends within a line", Assert.Throws<BrokenRecordException>(() => Lines("a\nb", maxLine: 4, maxText: 100)).Message);
    }

    [Theory]
    [InlineData("nonsense", "cannot be read (")]
    [InlineData("[]", "has an object without 'apiVersion'")]
    [InlineData("{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"name\":\"\"}", "has an object without 'name'")]
    [InlineData("{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"name\":\"a\",\"wave\":1e99}", "has no wave of ConfigMap a")]
    [InlineData("{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"name\":\"a\",\"wave\":0,\"manifest\":3}", "says of ConfigMap a what is of")]
    [InlineData(
        "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"name\":\"a\",\"wave\":0,\"manifest\":{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"b\"}}}",
        "says of ConfigMap a what is of ConfigMap b")]
    [InlineData("{\"apiVersion\":\"\\ud800\",\"kind\":\"ConfigMap\",\"name\":\"a\",\"wave\":0}", "cannot be read (")]
    public void A_line_that_is_nonsense_says_so(string line, string why) => Assert.StartsWith(why, Broken(Zipped(line + "\n"), objects: 1), StringComparison.Ordinal);

    [Fact]
    public void A_line_that_nests_very_deep_says_so() => Assert.StartsWith(
        "cannot be read (", Broken(Zipped(string.Concat(Enumerable.Repeat("[", 100_000)) + "\n"), objects: 1), StringComparison.Ordinal);

    [Fact]
    public void Fewer_objects_than_the_head_says_are_an_error() => Assert.Equal(
        "has 0 objects and 0 hooks in place of 1 and 0", Broken(Zipped(""), objects: 1));

    [Fact]
    public void What_is_no_gzip_says_so() => Assert.StartsWith("cannot be read (", Broken([1, 2, 3], objects: 0), StringComparison.Ordinal);

    [Fact]
    public void Any_damage_is_found() => Prop.ForAll(
        RecordedTrees.Objects.ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), Gen.Choose(1, 255).ToArbitrary(), (objects, place, change) =>
        {
            var (stored, parts) = RecordParts.Split(objects, RecordedSecret.NewSalt());
            var bytes = parts.SelectMany(part => part.ToArray()).ToArray();
            if (bytes.Length == 0) return true;
            bytes[place % bytes.Length] ^= (byte)change;
            try
            {
                RecordParts.Join([bytes], stored);
                return false;
            }
            catch (BrokenRecordException)
            {
                return true;
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Five_thousand_objects_fill_one_Secret_and_some_megabytes_of_memory()
    {
        var objects = new RevisionObjects([.. Enumerable.Range(0, 5000).Select(Deployment)], []);
        long before = GC.GetAllocatedBytesForCurrentThread();
        var (stored, parts) = RecordParts.Split(objects, RecordedSecret.NewSalt());
        long written = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Single(parts);
        Assert.InRange(parts[0].Length, 50_000, 400_000);

        before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(5000, RecordParts.Join([parts[0].ToArray()], stored).Objects.Count);
        long read = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(written, 0, 100L << 20);
        Assert.InRange(read, 0, 100L << 20);
    }

    [Fact]
    public void A_release_that_is_too_large_is_an_error_and_not_half_a_record()
    {
        var large = new RecordedObject
        {
            Identity = new ObjectIdentity("", "ConfigMap", "shop-dev", "large"),
            ApiVersion = "v1",
            Manifest = new Dictionary<string, object?> { ["data"] = new string('x', 5 << 20) },
        };
        var error = Assert.Throws<DeployException>(() => RecordParts.Split(new RevisionObjects([large], []), RecordedSecret.NewSalt()));
        Assert.Equal("ConfigMap shop-dev/large: it has 5 MiB; the server takes no object of more than 1.5 MiB", error.Message);
        error = Assert.Throws<DeployException>(() => RecordParts.Split(new RevisionObjects([.. Enumerable.Repeat(large with { Manifest = null }, 50_001)], []), RecordedSecret.NewSalt()));
        Assert.Equal("the release has 50001 objects; a revision may have 50000: make several charts of it, or keep large files elsewhere", error.Message);
    }

    static RecordedObject Deployment(int number) => new()
    {
        Identity = new ObjectIdentity("apps", "Deployment", "shop-dev", $"app-{number}"),
        ApiVersion = "apps/v1",
        Manifest = ManifestReader.Read(
            $$"""
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: app-{{number}}, namespace: shop-dev, labels: { app: app-{{number}}, ninjabuild.dev/release: shop, ninjabuild.dev/environment: dev } }
            spec:
              replicas: 2
              selector: { matchLabels: { app: app-{{number}} } }
              template:
                metadata: { labels: { app: app-{{number}} } }
                spec:
                  securityContext: { runAsNonRoot: true, seccompProfile: { type: RuntimeDefault } }
                  containers:
                    - name: app
                      image: "ghcr.io/example/app-{{number}}:1.2.{{number}}"
                      ports: [ { name: http, containerPort: 8080 } ]
                      env: [ { name: LOG_LEVEL, value: info }, { name: NUMBER, value: "{{number}}" } ]
                      resources: { requests: { cpu: 100m, memory: 128Mi }, limits: { memory: 256Mi } }
                      readinessProbe: { httpGet: { path: /health, port: http } }
                      livenessProbe: { httpGet: { path: /health, port: http } }
                      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: [ALL] } }
            """,
            "app.yaml").Manifests[0].Tree,
    };

    static string Broken(byte[] text, int objects) =>
        Assert.Throws<BrokenRecordException>(() => ObjectLines.Read(new MemoryStream(text), new StoredObjects("", 1, objects, 0))).Message;

    static List<string> Lines(string text, int maxLine, long maxText) =>
        [.. TextLines.Of(new MemoryStream(Encoding.UTF8.GetBytes(text)), maxLine, maxText).Select(line => Encoding.UTF8.GetString(line.Span))];

    static byte[] Zipped(string text)
    {
        var result = new MemoryStream();
        using (var gzip = new GZipStream(result, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return result.ToArray();
    }
}
