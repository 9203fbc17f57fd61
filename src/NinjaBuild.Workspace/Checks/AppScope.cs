using NinjaBuild.Workspace.Declarations;
using NinjaBuild.Workspace.Model;
using NinjaBuild.Yaml;

namespace NinjaBuild.Workspace.Checks;

/// <summary>An app as one environment has it, and where to say what is wrong with it.</summary>
sealed class AppScope(AppDeclaration app, AppType type, WorkspaceDeclaration workspace, IReadOnlyDictionary<string, string> inputs, ICollection<Diagnostic> diagnostics)
{
    public AppDeclaration App => app;

    public AppType Type => type;

    public string TypeName => ModelType.NameOf(type);

    public WorkspaceDeclaration Workspace => workspace;

    public IReadOnlyDictionary<string, string> Inputs => inputs;

    public bool IsApi => type is AppType.ExternalApi or AppType.InternalApi;

    public bool HasPort => app.Port is not null || app.Ports.Count > 0;

    public void Error(string message, params ReadOnlySpan<object> steps) => diagnostics.Add(app.Error(message, steps));

    public void Error(YamlNode at, string message) => diagnostics.Add(Diagnostic.Error(app.Path, at.At, message));

    public void Note(string message, params ReadOnlySpan<object> steps) => diagnostics.Add(app.Note(message, steps));
}
