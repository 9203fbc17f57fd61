namespace NinjaBuild.Hermetic;

/// <summary>One use of a rule: what to run on which inputs. Actions that use each other's outputs form a graph without circles.</summary>
public sealed class ActionSpec
{
    /// <summary>Declares an action.</summary>
    /// <param name="label">Names the action to people, once in a build: <c>//charts/manman-host:experience-api</c>.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="arguments">Arguments of the rule; as <c>name=value</c>, explanations of a change are easiest to read.</param>
    /// <param name="sources">Files of the workspace, under the paths at which the rule sees them.</param>
    /// <param name="outputs">Outputs of other actions that are inputs of this one.</param>
    public ActionSpec(
        string label, IRule rule, IReadOnlyList<string>? arguments = null, IReadOnlyList<FileContent>? sources = null, IReadOnlyList<ActionInput>? outputs = null)
    {
        (Label, Rule, Arguments, Inputs) = (label, rule, arguments ?? [], outputs ?? []);
        var sorted = (sources ?? []).ToArray();
        Array.Sort(sorted, static (x, y) => string.CompareOrdinal(x.Path, y.Path));
        Sources = sorted;
    }

    /// <summary>Names the action to people.</summary>
    public string Label { get; }

    /// <summary>The rule.</summary>
    public IRule Rule { get; }

    /// <summary>Arguments of the rule.</summary>
    public IReadOnlyList<string> Arguments { get; }

    /// <summary>Files of the workspace, sorted by path.</summary>
    public IReadOnlyList<FileContent> Sources { get; }

    /// <summary>Outputs of other actions, as inputs of this one.</summary>
    public IReadOnlyList<ActionInput> Inputs { get; }

    /// <inheritdoc/>
    public override string ToString() => Label;
}
