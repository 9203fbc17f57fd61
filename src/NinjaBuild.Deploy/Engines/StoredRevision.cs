namespace NinjaBuild.Deploy.Engines;

/// <summary>What helm keeps of a revision.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Status">Helm's word for its state.</param>
/// <param name="Manifest">The manifests of its objects, one behind another.</param>
/// <param name="Hooks">The manifest of each of its hooks, those of tests among them; each is a document of YAML that ends with a line break.</param>
sealed record StoredRevision(int Number, string Status, string Manifest, IReadOnlyList<string> Hooks)
{
    /// <summary>Whether it is what is deployed.</summary>
    public bool IsDeployed => Status == "deployed";
}
