using NinjaBuild.Workspace.Model;

namespace NinjaBuild.Workspace.Checks;

/// <summary>Whether an app's image is known once placeholders are filled in.</summary>
static class ImageChecks
{
    public static void Check(AppScope scope)
    {
        var (app, workspace) = (scope.App, scope.Workspace);
        if (app.Image.Repository is null && workspace.ImageRegistry is null)
            scope.Error($"the image has no repository: give 'image.repository', or 'imageRegistry' in {WorkspaceLayout.WorkspaceFile}", "image");
        if (app.Image.Tag is null && app.Image.Digest is null && app.Version is null)
            scope.Error("the image has no tag: give 'version', 'image.tag' or 'image.digest'", "image");
        if (app.Image.Tag is not { } tag || ImageTag.Placeholders(tag) is not { Count: > 0 } placeholders)
            return;

        var known = true;
        foreach (var name in placeholders)
        {
            if (Fault(scope, name) is not { } fault)
                continue;
            known = false;
            scope.Error(fault, "image", "tag");
        }

        if (known && ImageTag.Fill(tag, name => ResolvedImage.ValueOf(app, workspace, scope.Inputs, name)) is { } filled
            && Formats.Fault(Format.PlainTag, filled) is { } wrong)
        {
            scope.Error($"the tag is '{Quote.Text(filled)}' once filled in, which {wrong}", "image", "tag");
        }
    }

    static string? Fault(AppScope scope, string name)
    {
        if (name == "version")
            return scope.App.Version is null ? "the tag uses {version}, but the app has no 'version'" : null;
        if (!scope.Workspace.Inputs.TryGetValue(name, out var input))
        {
            var known = scope.Workspace.Inputs.Keys.Append("version");
            return $"the tag uses {{{name}}}, which {WorkspaceLayout.WorkspaceFile} does not declare under 'inputs'{Suggestion.For(name, known)}";
        }

        return input.Default is null && !scope.Inputs.ContainsKey(name)
            ? $"the tag uses the input {{{name}}}, which has no default: give it with --input {name}=VALUE"
            : null;
    }
}
