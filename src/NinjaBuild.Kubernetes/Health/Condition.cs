using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Kubernetes.Health;

/// <summary>A condition of an object's status.</summary>
readonly record struct Condition(string Type, string Status, string Reason, string Message)
{
    public bool IsTrue => Status == "True";

    public bool IsFalse => Status == "False";

    /// <summary>Reason and message, as far as there are any.</summary>
    public string Text => (Reason, Message) switch
    {
        ("", _) => Message,
        (_, "") => Reason,
        _ => $"{Reason}: {Message}",
    };

    /// <summary>The conditions of an object.</summary>
    public static List<Condition> Of(IReadOnlyDictionary<string, object?> tree) => From(tree.Items("status", "conditions"));

    /// <summary>Conditions from a list.</summary>
    public static List<Condition> From(IReadOnlyList<object?> list)
    {
        var result = new List<Condition>(list.Count);
        foreach (var item in list)
            result.Add(new Condition(item.Text("type") ?? "", item.Text("status") ?? "", item.Text("reason") ?? "", item.Text("message") ?? ""));
        return result;
    }

    /// <summary>The condition of a type; null where there is none.</summary>
    public static Condition? Find(IReadOnlyDictionary<string, object?> tree, string type)
    {
        foreach (var condition in Of(tree))
        {
            if (condition.Type == type) return condition;
        }

        return null;
    }
}
