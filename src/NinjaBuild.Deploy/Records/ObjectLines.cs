using System.IO.Compression;
using System.Text.Json;
using NinjaBuild.Kubernetes.Client.Json;
using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Records;

/// <summary>
/// The objects of a revision as text: gzip of lines, each a JSON object. So neither writing nor reading ever has more than one of them as
/// text in memory.
/// </summary>
static class ObjectLines
{
    // kubectl keeps all of an object in it, the values of a Secret too.
    const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    /// <summary>The text.</summary>
    /// <param name="objects">The objects.</param>
    /// <param name="salt">The salt for the values of Secrets.</param>
    /// <exception cref="DeployException">It is more than may be recorded.</exception>
    public static ReadOnlyMemory<byte> Write(RevisionObjects objects, byte[] salt)
    {
        if (objects.Objects.Count + objects.Hooks.Count is var count and > RecordLimits.Objects)
            throw TooMuch($"{count} objects; a revision may have {RecordLimits.Objects}");
        var result = new MemoryStream();
        long length = 0;
        using (var gzip = new GZipStream(result, CompressionLevel.Optimal, leaveOpen: true))
        {
            foreach (var (recorded, isHook) in objects.Objects.Select(each => (each, false)).Concat(objects.Hooks.Select(each => (each, true))))
            {
                var line = Line(recorded, isHook, salt);
                gzip.Write(line);
                gzip.WriteByte((byte)'\n');
                length += line.Length + 1;
            }
        }

        if (length > RecordLimits.TextBytes || result.Length > RecordLimits.Parts * RecordLimits.PartBytes)
            throw TooMuch($"{length >> 20} MiB, {result.Length >> 20} MiB compressed; a revision may have {RecordLimits.TextBytes >> 20} MiB, {RecordLimits.Parts * RecordLimits.PartBytes >> 20} MiB compressed");
        return result.GetBuffer().AsMemory(0, (int)result.Length);
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text, in one part or more.</param>
    /// <param name="stored">What it should hold.</param>
    /// <exception cref="BrokenRecordException">It is not what was written.</exception>
    public static RevisionObjects Read(Stream text, StoredObjects stored)
    {
        var objects = new List<RecordedObject>();
        var hooks = new List<RecordedObject>();
        var names = new StringPool();
        try
        {
            using var gzip = new GZipStream(text, CompressionMode.Decompress);
            foreach (var line in TextLines.Of(gzip, RecordLimits.ObjectBytes, RecordLimits.TextBytes))
            {
                if (objects.Count + hooks.Count == RecordLimits.Objects)
                    throw new BrokenRecordException($"has more than {RecordLimits.Objects} objects");
                var tree = JsonTree.Read(line.Span, names);
                (tree.IsTrue("hook") ? hooks : objects).Add(Recorded(tree));
            }
        }
        catch (Exception e) when (e is InvalidDataException or JsonException or InvalidOperationException)
        {
            throw new BrokenRecordException($"cannot be read ({e.Message})");
        }

        if (objects.Count != stored.Objects || hooks.Count != stored.Hooks)
            throw new BrokenRecordException($"has {objects.Count} objects and {hooks.Count} hooks in place of {stored.Objects} and {stored.Hooks}");
        return new RevisionObjects(objects, hooks);
    }

    static ReadOnlySpan<byte> Line(RecordedObject recorded, bool isHook, byte[] salt)
    {
        var tree = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["apiVersion"] = recorded.ApiVersion,
            ["kind"] = recorded.Identity.Kind,
            ["namespace"] = recorded.Identity.Namespace,
            ["name"] = recorded.Identity.Name,
            ["wave"] = recorded.Wave,
        };
        if (isHook) tree["hook"] = true;
        if (recorded.IsKept) tree["kept"] = true;
        if (recorded.WasThereBefore) tree["wasThereBefore"] = true;
        if (recorded.Manifest is { } manifest) tree["manifest"] = Recordable(manifest, salt);
        try
        {
            var text = JsonTree.Write(tree).Span;
            return text.Length <= RecordLimits.ObjectBytes
                ? text
                : throw new DeployException(recorded.Identity.ToString(), $"it has {text.Length >> 20} MiB; the server takes no object of more than 1.5 MiB");
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            throw new DeployException(recorded.Identity.ToString(), $"it cannot be recorded: {e.Message}");
        }
    }

    static Tree Recordable(Tree manifest, byte[] salt)
    {
        if (manifest.Mapping("metadata", "annotations").ContainsKey(LastApplied))
        {
            var annotations = new Dictionary<string, object?>(manifest.Mapping("metadata", "annotations"), StringComparer.Ordinal);
            annotations.Remove(LastApplied);
            var metadata = new Dictionary<string, object?>(manifest.Mapping("metadata"), StringComparer.Ordinal) { ["annotations"] = annotations };
            manifest = new Dictionary<string, object?>(manifest, StringComparer.Ordinal) { ["metadata"] = metadata };
        }

        return RecordedSecret.IsSecret(manifest) ? RecordedSecret.Redacted(manifest, salt) : manifest;
    }

    static RecordedObject Recorded(object? tree)
    {
        var type = new TypeName(Needed(tree, "apiVersion"), Needed(tree, "kind"));
        var identity = new ObjectIdentity(type.Group, type.Kind, tree.Text("namespace") ?? "", Needed(tree, "name"));
        var manifest = tree.At("manifest");
        if (manifest is not null && !IsOf(manifest, type, identity))
            throw new BrokenRecordException($"says of {identity} what is of {manifest.Text("kind")} {manifest.Text("metadata", "name")}");
        return new RecordedObject
        {
            Identity = identity,
            ApiVersion = type.ApiVersion,
            Wave = tree.Number("wave") is { } wave and >= int.MinValue and <= int.MaxValue ? (int)wave : throw new BrokenRecordException($"has no wave of {identity}"),
            IsKept = tree.IsTrue("kept"),
            WasThereBefore = tree.IsTrue("wasThereBefore"),
            Manifest = manifest as Tree,
        };
    }

    static bool IsOf(object? manifest, TypeName type, ObjectIdentity identity) =>
        manifest.Text("apiVersion") == type.ApiVersion
        && manifest.Text("kind") == type.Kind
        && manifest.Text("metadata", "name") == identity.Name
        && (manifest.Text("metadata", "namespace") ?? identity.Namespace) == identity.Namespace;

    static string Needed(object? tree, string field) =>
        tree.Text(field) is { Length: > 0 } text ? text : throw new BrokenRecordException($"has an object without '{field}'");

    static DeployException TooMuch(string what) => new("", $"the release has {what}: make several charts of it, or keep large files elsewhere");
}
