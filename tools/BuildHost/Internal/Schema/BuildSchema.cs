using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NinjaBuild.BuildHost.Parameters;
using Nuke.Common.Execution;

namespace NinjaBuild.BuildHost.Schema;

/// <summary>The schema of <c>.nuke/parameters.json</c>, as Nuke writes it.</summary>
internal static class BuildSchema
{
    // All that Nuke knows, so that the file is the same whichever host wrote it.
    private static readonly string[] NukeHosts =
    [
        "AppVeyor", "AzurePipelines", "Bamboo", "Bitbucket", "Bitrise", "GitHubActions", "GitLab", "Jenkins", "Rider",
        "SpaceAutomation", "TeamCity", "Terminal", "TravisCI", "VisualStudio", "VSCode",
    ];

    private static readonly ParameterMember Partition = new("Partition", typeof(string), "Partition to use on CI");

    public static string Of(IReadOnlyList<ExecutableTarget> targets, ParameterTable table)
    {
        using var buffer = new MemoryStream();
        var options = new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var json = new Utf8JsonWriter(buffer, options))
            Write(json, targets, table);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<ExecutableTarget> targets, ParameterTable table)
    {
        json.WriteStartObject();
        json.WriteString("$schema", "http://json-schema.org/draft-04/schema#");
        json.WriteStartObject("definitions");
        WriteChoice(json, "Host", NukeHosts);
        WriteChoice(json, "ExecutableTarget", targets.Select(x => x.Name).Order(StringComparer.Ordinal));
        WriteChoice(json, "Verbosity", Enum.GetNames<Nuke.Common.Verbosity>(), description: "");
        json.WriteStartObject("NukeBuild");
        WriteProperties(json, HostParameters.All.Append(Partition));
        json.WriteEndObject();
        json.WriteEndObject();

        json.WriteStartArray("allOf");
        json.WriteStartObject();
        WriteProperties(json, table.Own);
        json.WriteEndObject();
        json.WriteStartObject();
        json.WriteString("$ref", "#/definitions/NukeBuild");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteChoice(Utf8JsonWriter json, string name, IEnumerable<string> values, string? description = null)
    {
        json.WriteStartObject(name);
        json.WriteString("type", "string");
        if (description is not null)
            json.WriteString("description", description);
        WriteEnum(json, values);
        json.WriteEndObject();
    }

    private static void WriteProperties(Utf8JsonWriter json, IEnumerable<ParameterMember> parameters)
    {
        json.WriteStartObject("properties");
        foreach (var parameter in parameters.OrderBy(x => x.Name, StringComparer.Ordinal))
        {
            json.WriteStartObject(parameter.Name);
            WriteProperty(json, parameter);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteProperty(Utf8JsonWriter json, ParameterMember parameter)
    {
        var reference = Reference(parameter);
        var scalar = ValueConversion.Scalar(parameter.Type);
        if (parameter.IsList)
            json.WriteString("type", "array");
        else if (reference is null)
            WriteType(json, scalar, isNullable: Nullable.GetUnderlyingType(parameter.Type) is not null);

        if (parameter.Description is not null)
            json.WriteString("description", parameter.Description);
        if (parameter.IsSecret)
            json.WriteString("default", "Secrets must be entered via 'nuke :secrets [profile]'");

        if (parameter.IsList)
        {
            json.WriteStartObject("items");
            if (reference is null)
                WriteType(json, scalar, isNullable: false);
        }

        if (reference is not null)
            json.WriteString("$ref", $"#/definitions/{reference}");
        else if (scalar == typeof(int))
            json.WriteString("format", "int32");
        else if (ValueConversion.Choices(scalar) is { } choices)
            WriteEnum(json, choices);
        if (parameter.IsList)
            json.WriteEndObject();
    }

    private static void WriteType(Utf8JsonWriter json, Type type, bool isNullable)
    {
        var name = Type.GetTypeCode(type) switch
        {
            TypeCode.Boolean => "boolean",
            TypeCode.Int32 when !type.IsEnum => "integer",
            TypeCode.Int64 => "integer",
            TypeCode.Double => "number",
            _ => "string",
        };
        if (!isNullable)
        {
            json.WriteString("type", name);
            return;
        }

        json.WriteStartArray("type");
        foreach (var each in (string[])[name, "null"])
            json.WriteStringValue(each);
        json.WriteEndArray();
    }

    private static void WriteEnum(Utf8JsonWriter json, IEnumerable<string> values)
    {
        json.WriteStartArray("enum");
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static string? Reference(ParameterMember parameter)
    {
        if (parameter == HostParameters.Skip || parameter == HostParameters.Target)
            return "ExecutableTarget";
        if (parameter == HostParameters.Host)
            return "Host";
        return parameter == HostParameters.Verbosity ? "Verbosity" : null;
    }
}
