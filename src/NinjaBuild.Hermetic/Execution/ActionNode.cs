namespace NinjaBuild.Hermetic;

/// <summary>An action in the graph of a build.</summary>
sealed class ActionNode(ActionSpec spec, int order, ActionNode[] needs)
{
    public ActionSpec Spec => spec;

    /// <summary>Place in an order in which each action comes after those it needs, and close behind them.</summary>
    public int Order => order;

    public IReadOnlyList<ActionNode> Needs => needs;

    public List<ActionNode> NeededBy { get; } = [];

    /// <summary>How many of the needed ones are not done yet.</summary>
    public int Waiting { get; set; } = needs.Length;

    /// <summary>How many of those that need it are not done yet.</summary>
    public int Users { get; set; }

    public bool IsGoal { get; set; }

    public ActionOutcome? Outcome { get; set; }

    /// <summary>The graph below some actions. Goals keep their order; what a goal needs comes just before it.</summary>
    /// <exception cref="ArgumentException">Two actions have one label.</exception>
    public static List<ActionNode> Graph(IEnumerable<ActionSpec> goals)
    {
        var nodes = new Dictionary<ActionSpec, ActionNode>(ReferenceEqualityComparer.Instance);
        var labels = new HashSet<string>();
        var ordered = new List<ActionNode>();
        foreach (var goal in goals)
            Visit(goal).IsGoal = true;
        return ordered;

        ActionNode Visit(ActionSpec action)
        {
            if (nodes.TryGetValue(action, out var known))
                return known;
            var needs = action.Inputs.Count == 0 ? [] : new ActionNode[action.Inputs.Count];
            for (var i = 0; i < needs.Length; i++)
                needs[i] = Visit(action.Inputs[i].Action);

            if (!labels.Add(action.Label))
                throw new ArgumentException($"Two actions are labelled '{action.Label}'.", nameof(goals));
            var node = new ActionNode(action, ordered.Count, needs);
            foreach (var needed in needs)
            {
                needed.NeededBy.Add(node);
                needed.Users++;
            }

            nodes.Add(action, node);
            ordered.Add(node);
            return node;
        }
    }
}
