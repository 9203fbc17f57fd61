using System.Text.Encodings.Web;
using System.Text.Json;
using NinjaBuild.Deploy.Planning;

namespace NinjaBuild.Deploy.Reports;

/// <summary>A plan as JSON, for programs. Values of Secrets are not in it.</summary>
public static class PlanJson
{
    static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text in UTF-8, with a line end after it.</summary>
    public static ReadOnlyMemory<byte> Write(DeployPlan plan)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Readable))
            Write(json, plan);
        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    static void Write(Utf8JsonWriter json, DeployPlan plan)
    {
        json.WriteStartObject();
        json.WriteString("release", plan.Release.Name);
        json.WriteString("environment", plan.Release.Environment);
        json.WriteString("context", plan.Release.Context);
        json.WriteString("namespace", plan.Release.Namespace);
        json.WriteBoolean("createsNamespace", plan.CreatesNamespace);
        json.WriteBoolean("changes", !plan.IsEmpty);
        json.WriteStartArray("objects");
        foreach (var item in plan.Objects)
            Write(json, item);
        json.WriteEndArray();
        json.WriteStartArray("hooks");
        foreach (var hook in plan.Hooks)
        {
            json.WriteStartObject();
            WriteIdentity(json, hook.Object.Identity);
            json.WriteNumber("wave", hook.Object.Wave);
            json.WriteString("phases", hook.Phases.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("notes");
        foreach (var note in plan.Notes)
            json.WriteStringValue(note);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void Write(Utf8JsonWriter json, PlannedObject item)
    {
        json.WriteStartObject();
        WriteIdentity(json, item.Identity);
        json.WriteNumber("wave", item.Wave);
        json.WriteString("action", JsonNamingPolicy.CamelCase.ConvertName(item.Action.ToString()));
        if (item.Reason is not null)
            json.WriteString("reason", item.Reason);
        json.WriteStartArray("fields");
        foreach (var change in item.Changes)
        {
            json.WriteStartObject();
            json.WriteString("path", change.Path);
            if (change.IsSecret)
                json.WriteBoolean("secret", value: true);
            else
                WriteValues(json, change);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void WriteValues(Utf8JsonWriter json, FieldChange change)
    {
        if (change.Before is not null)
            json.WriteString("before", change.Before);
        if (change.After is not null)
            json.WriteString("after", change.After);
    }

    static void WriteIdentity(Utf8JsonWriter json, Kubernetes.Manifests.ObjectIdentity identity)
    {
        json.WriteString("group", identity.Group);
        json.WriteString("kind", identity.Kind);
        json.WriteString("namespace", identity.Namespace);
        json.WriteString("name", identity.Name);
    }
}
