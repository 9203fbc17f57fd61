using NinjaBuild.Workspace.Declarations;
using NinjaBuild.Workspace.Model;

namespace NinjaBuild.Workspace;

/// <summary>JSON Schemas of the declarations, with which editors complete and check them.</summary>
public static class DeclarationSchema
{
    /// <summary>The schema of a kind of declaration, as UTF-8.</summary>
    public static byte[] Write(DeclarationKind kind)
    {
        var schema = new JsonSchema();
        var record = schema.Record(TypeOf(kind));
        record["description"] = kind switch
        {
            DeclarationKind.Workspace => "What ninja.yaml at the root of a workspace says.",
            DeclarationKind.App => "What an app.yaml says: one deployable program.",
            DeclarationKind.Migration => "What a migration.yaml says: how far a chart is on its way from the hand-written one.",
            _ => "What a compose.yaml says: which apps and jobs make one Helm chart.",
        };
        return schema.Write(FileName(kind), record);
    }

    /// <summary>The record that a kind of declaration is read into.</summary>
    public static Type TypeOf(DeclarationKind kind) => kind switch
    {
        DeclarationKind.Workspace => typeof(WorkspaceDeclaration),
        DeclarationKind.App => typeof(AppDeclaration),
        DeclarationKind.Chart => typeof(ChartDeclaration),
        DeclarationKind.Migration => typeof(MigrationDeclaration),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Name of the files of a kind of declaration.</summary>
    public static string FileName(DeclarationKind kind) => kind switch
    {
        DeclarationKind.Workspace => WorkspaceLayout.WorkspaceFile,
        DeclarationKind.App => WorkspaceLayout.AppFile,
        DeclarationKind.Migration => WorkspaceLayout.MigrationFile,
        _ => WorkspaceLayout.ChartFile,
    };
}
