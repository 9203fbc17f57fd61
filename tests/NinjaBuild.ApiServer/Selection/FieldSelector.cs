using NinjaBuild.ApiServer.Requests;

namespace NinjaBuild.ApiServer.Selection;

/// <summary>A field selector of a query: <c>metadata.name=web,status.phase!=Running</c>.</summary>
sealed class FieldSelector
{
    static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "metadata.name", "metadata.namespace", "spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName", "status.phase",
        "status.podIP", "type", "reason", "reportingComponent", "source", "involvedObject.kind", "involvedObject.namespace", "involvedObject.name",
        "involvedObject.uid", "involvedObject.apiVersion", "involvedObject.resourceVersion", "involvedObject.fieldPath", "regarding.kind",
        "regarding.name", "regarding.namespace", "regarding.uid", "status.successful", "spec.unschedulable",
    };

    readonly List<(string[] Path, string Value, bool IsEqual)> _requirements = [];

    /// <summary>The name that it asks for; null where it asks for none.</summary>
    public string? Name { get; private set; }

    /// <summary>Reads a selector.</summary>
    /// <exception cref="StatusFailure">It is none, or asks for a field that cannot be selected.</exception>
    public static FieldSelector Parse(string text)
    {
        var result = new FieldSelector();
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            bool isEqual = !part.Contains("!=", StringComparison.Ordinal);
            var sides = part.Split(isEqual ? part.Contains("==", StringComparison.Ordinal) ? "==" : "=" : "!=", 2);
            if (sides.Length < 2) throw StatusFailure.BadRequest($"invalid field selector: {part}; can't understand '{part}'");
            if (!Known.Contains(sides[0])) throw StatusFailure.BadRequest($"field label not supported: {sides[0]}");
            if (isEqual && sides[0] == "metadata.name") result.Name = sides[1];
            result._requirements.Add((sides[0].Split('.'), sides[1], isEqual));
        }

        return result;
    }

    public bool Matches(Tree tree) =>
        _requirements.TrueForAll(requirement => (Shown(tree.At(requirement.Path)) == requirement.Value) == requirement.IsEqual);

    static string Shown(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "",
    };
}
