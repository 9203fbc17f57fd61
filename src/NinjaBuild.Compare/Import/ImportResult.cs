using NinjaBuild.Workspace.Declarations;

namespace NinjaBuild.Compare.Import;

/// <summary>What came of an import: the files to write, and what there is to say about them.</summary>
public sealed record ImportResult
{
    /// <summary>Name of the new chart.</summary>
    public required string Chart { get; init; }

    /// <summary>Environments that were rendered; <see cref="Reading.LiveEnvironment.Default"/> alone where there are none.</summary>
    public required IReadOnlyList<string> Environments { get; init; }

    /// <summary>The files, in the order in which a person would read them.</summary>
    public required IReadOnlyList<ImportedFile> Files { get; init; }

    /// <summary>The apps that were found.</summary>
    public required IReadOnlyList<InferredApp> Apps { get; init; }

    /// <summary>Objects that became extra manifests.</summary>
    public required IReadOnlyList<KeptObject> Kept { get; init; }

    /// <summary>Secrets that were taken out.</summary>
    public required IReadOnlyList<RemovedSecret> Secrets { get; init; }

    /// <summary>What a person has to decide or do, most important first.</summary>
    public required IReadOnlyList<string> Decisions { get; init; }
}

/// <summary>A file that an import writes.</summary>
/// <param name="Path">Workspace-relative path with forward slashes.</param>
/// <param name="Text">Its text.</param>
public sealed record ImportedFile(string Path, string Text);

/// <summary>An app that was inferred from objects.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Why">The objects that speak for it.</param>
/// <param name="Certainty">How surely.</param>
public sealed record InferredApp(string Name, AppType Type, string Why, Certainty Certainty)
{
    /// <summary>The live workload.</summary>
    public required string Source { get; init; }
}

/// <summary>How surely something was inferred.</summary>
public enum Certainty
{
    /// <summary>Nothing else fits.</summary>
    Certain,

    /// <summary>Something else is possible: a person should look.</summary>
    Likely,
}

/// <summary>An object that no app makes: it is kept as a manifest.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Name">Its name, with <c>{environment}</c> where that is part of it.</param>
/// <param name="Why">Why no app makes it.</param>
public sealed record KeptObject(string Kind, string Name, string Why);

/// <summary>A secret that was found and taken out; its value is held nowhere.</summary>
/// <param name="Where">The object and the field.</param>
/// <param name="Becomes">What stands there now.</param>
public sealed record RemovedSecret(string Where, string Becomes);
