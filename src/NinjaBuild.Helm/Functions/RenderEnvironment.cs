using NinjaBuild.GoTemplates;

namespace NinjaBuild.Helm.Functions;

/// <summary>What functions reach beyond their arguments: chance, the clock, a cluster. Handed to an execution as its state.</summary>
/// <param name="chance">Where random values come from.</param>
/// <param name="now">The moment that <c>now</c> gives; the clock's where null.</param>
sealed class RenderEnvironment(Chance chance, DateTimeOffset? now = null)
{
    static readonly RenderEnvironment Real = new(Chance.Real);

    /// <summary>Where random values come from.</summary>
    public Chance Chance => chance;

    /// <summary>The current time.</summary>
    public DateTimeOffset Now => now ?? DateTimeOffset.UtcNow;

    /// <summary>The objects of a cluster; null offline.</summary>
    public ILiveObjects? Cluster { get; init; }

    /// <summary>Whether <c>fail</c> and <c>required</c> let a template go on, as when Helm lints.</summary>
    public bool IsLinting { get; init; }

    /// <summary>The environment of an execution; one with real chance and the real clock where it was given none.</summary>
    public static RenderEnvironment Of(TemplateExecution execution) => execution.State as RenderEnvironment ?? Real;
}

/// <summary>The objects of a cluster, for the function <c>lookup</c>. Used from any thread.</summary>
public interface ILiveObjects
{
    /// <summary>An object; the list of all (<c>items</c>) where the name is empty; null where there is none.</summary>
    /// <param name="apiVersion">For instance <c>apps/v1</c>.</param>
    /// <param name="kind">For instance <c>Deployment</c>.</param>
    /// <param name="namespace">Empty for all, or for kinds that have none.</param>
    /// <param name="name">Empty for all.</param>
    IReadOnlyDictionary<string, object?>? Find(string apiVersion, string kind, string @namespace, string name);
}
