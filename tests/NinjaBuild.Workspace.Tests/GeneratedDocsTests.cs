using System.Text;

namespace NinjaBuild.Workspace.Tests;

/// <summary>What docs/reference holds is what the model says; with ACCEPT_GOLDEN set, it is written.</summary>
public sealed class GeneratedDocsTests
{
    public static TheoryData<DeclarationKind, string> Kinds => new()
    {
        { DeclarationKind.Workspace, "ninja" },
        { DeclarationKind.App, "app" },
        { DeclarationKind.Chart, "compose" },
        { DeclarationKind.Migration, "migration" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_reference_is_generated_from_the_model(DeclarationKind kind, string name) =>
        Same($"{name}.md", ReferenceWriter.Write(kind));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_schema_for_editors_is_generated_from_the_model(DeclarationKind kind, string name) =>
        Same($"{name}.schema.json", Encoding.UTF8.GetString(DeclarationSchema.Write(kind)));

    [Fact]
    public void The_examples_of_the_reference_are_a_workspace_without_fault()
    {
        string[] paths = ["ninja.yaml", "apps/orders-api/app.yaml", "charts/shop/compose.yaml", "charts/shop/migration.yaml"];
        DeclarationKind[] kinds = [DeclarationKind.Workspace, DeclarationKind.App, DeclarationKind.Chart, DeclarationKind.Migration];
        Assert.Equal("", Said.About(paths.Zip(kinds, (path, kind) => (path, Encoding.UTF8.GetBytes(Example(kind))))));
    }

    static string Example(DeclarationKind kind) => ReferenceWriter.Write(kind).Split("```")[1]["yaml\n".Length..];

    static void Same(string name, string content)
    {
        var path = Path.Combine(Case.Root(), "docs", "reference", name);
        if (Environment.GetEnvironmentVariable("ACCEPT_GOLDEN") is not null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, content);
        }

        Assert.Equal(File.ReadAllText(path), content);
    }
}
