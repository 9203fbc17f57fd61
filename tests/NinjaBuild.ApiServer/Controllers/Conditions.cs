using NinjaBuild.ApiServer.Objects;

namespace NinjaBuild.ApiServer.Controllers;

/// <summary>Conditions of a status; their times change only when they do.</summary>
static class Conditions
{
    public static Tree? Find(object? tree, string type) =>
        tree.Items("status", "conditions").OfType<Tree>().FirstOrDefault(condition => condition.Text("type") == type);

    public static bool IsTrue(object? tree, string type) => Find(tree, type).Text("status") == "True";

    /// <summary>Sets a condition.</summary>
    /// <param name="status">The status, which is changed.</param>
    /// <param name="type">Its type.</param>
    /// <param name="isTrue">Whether it holds.</param>
    /// <param name="reason">Why.</param>
    /// <param name="message">Why, in words.</param>
    /// <param name="now">The time.</param>
    /// <param name="updated">The name of the field for the time of the last look at it, where the kind has one.</param>
    public static void Set(Tree status, string type, bool isTrue, string reason, string message, DateTimeOffset now, string? updated = null)
    {
        var conditions = status.OwnList("conditions");
        var text = isTrue ? "True" : "False";
        var found = conditions.OfType<Tree>().FirstOrDefault(condition => condition.Text("type") == type);
        bool isSame = found is not null && found.Text("status") == text && (found.Text("reason") ?? "") == reason && (found.Text("message") ?? "") == message;
        if (isSame) return;
        var condition = new Tree(StringComparer.Ordinal) { ["type"] = type, ["status"] = text };
        if (reason.Length > 0) condition["reason"] = reason;
        if (message.Length > 0) condition["message"] = message;
        condition["lastTransitionTime"] = found is not null && found.Text("status") == text ? found.Text("lastTransitionTime") : ObjectFields.Time(now);
        if (updated is not null) condition[updated] = ObjectFields.Time(now);
        int at = found is null ? -1 : conditions.IndexOf(found);
        if (at < 0) conditions.Add(condition);
        else conditions[at] = condition;
    }

    public static void Remove(Tree status, string type)
    {
        if (status.GetValueOrDefault("conditions") is not TreeList conditions) return;
        conditions.RemoveAll(condition => condition.Text("type") == type);
        if (conditions.Count == 0) status.Remove("conditions");
    }
}
