using NinjaBuild.Workspace.Declarations;
using NinjaBuild.Workspace.Model;

namespace NinjaBuild.Workspace;

/// <summary>An image with defaults and placeholders filled in.</summary>
/// <param name="Repository">Repository without tag.</param>
/// <param name="Tag">Tag; null where only a digest is given.</param>
/// <param name="Digest">Digest, or null.</param>
public sealed record ResolvedImage(string Repository, string? Tag, string? Digest)
{
    /// <summary>Fills in an app's image.</summary>
    /// <param name="app">The app.</param>
    /// <param name="workspace">Its workspace.</param>
    /// <param name="inputs">The build's inputs that were given; what is missing has the workspace's default.</param>
    public static ResolvedImage Of(AppDeclaration app, WorkspaceDeclaration workspace, IReadOnlyDictionary<string, string> inputs)
    {
        var repository = app.Image.Repository ?? (workspace.ImageRegistry is { } registry ? $"{registry}/{app.Name}" : app.Name);
        var tag = app.Image.Tag ?? (app.Version is null ? null : "{version}");
        return new ResolvedImage(repository, tag is null ? null : ImageTag.Fill(tag, name => ValueOf(app, workspace, inputs, name)), app.Image.Digest);
    }

    internal static string ValueOf(AppDeclaration app, WorkspaceDeclaration workspace, IReadOnlyDictionary<string, string> inputs, string name) =>
        name == "version"
            ? app.Version ?? ""
            : inputs.GetValueOrDefault(name) ?? workspace.Inputs.GetValueOrDefault(name)?.Default ?? "";

    /// <summary>The build's inputs that an app's image uses, in any environment.</summary>
    public static IEnumerable<string> InputsOf(AppDeclaration app) =>
        (ImageTag.Placeholders(app.Image.Tag ?? "") ?? []).Where(name => name != "version");
}
