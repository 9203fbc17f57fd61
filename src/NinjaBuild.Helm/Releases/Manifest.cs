namespace NinjaBuild.Helm.Releases;

/// <summary>A rendered object, or any other YAML document that a template wrote.</summary>
/// <param name="Source">The template's path in the release.</param>
/// <param name="ApiVersion">Empty where the document has none.</param>
/// <param name="Kind">Empty where the document has none.</param>
/// <param name="Name"><c>metadata.name</c>; empty where the document has none.</param>
/// <param name="Text">The document.</param>
public sealed record Manifest(string Source, string ApiVersion, string Kind, string Name, string Text);

/// <summary>A manifest that Helm applies at certain events, and not with the others (https://helm.sh/docs/topics/charts_hooks/).</summary>
/// <param name="Manifest">The manifest.</param>
/// <param name="Events">For instance <c>pre-install</c>.</param>
/// <param name="Weight">Lower ones come first.</param>
/// <param name="DeletePolicies">For instance <c>before-hook-creation</c>.</param>
public sealed record Hook(Manifest Manifest, IReadOnlyList<string> Events, int Weight, IReadOnlyList<string> DeletePolicies)
{
    /// <summary>Whether it only runs for <c>helm test</c>.</summary>
    public bool IsTest => Events.Contains("test", StringComparer.Ordinal);
}
