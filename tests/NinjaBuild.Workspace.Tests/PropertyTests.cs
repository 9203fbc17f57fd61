using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using NinjaBuild.Workspace.Declarations;

namespace NinjaBuild.Workspace.Tests;

public sealed class PropertyTests
{
    const string Workspace = """{ "workspace": "w", "imageRegistry": "ghcr.io/a", "environments": { "a": {}, "api": {}, "web-1": {} }, "inputs": { "a": { "default": "x" } } }""";

    [Fact]
    public void Any_declaration_is_read_or_refused_with_places_that_exist() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(RandomDeclarations.Of(typeof(AppDeclaration)), app =>
        {
            var diagnostics = new List<Diagnostic>();
            var read = DeclarationReader.ReadApp(Bytes(app), "apps/a/app.yaml", diagnostics);
            return (read is null) == (diagnostics.Count > 0) && diagnostics.TrueForAll(Points);
        }));

    [Fact]
    public void Any_workspace_is_checked_without_falling_over() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(
            RandomDeclarations.Of(typeof(AppDeclaration)), RandomDeclarations.Of(typeof(AppDeclaration)), RandomDeclarations.Of(typeof(ChartDeclaration)), (one, two, chart) =>
            {
                one["name"] = "api";
                two["name"] = "a";
                two["type"] = "job";
                var diagnostics = new List<Diagnostic>();
                _ = Said.Model(
                    [
                        ("ninja.yaml", Encoding.UTF8.GetBytes(Workspace)), ("apps/api/app.yaml", Bytes(one)), ("apps/a/app.yaml", Bytes(two)),
                        ("charts/api/compose.yaml", Bytes(chart)),
                    ],
                    diagnostics);
                return diagnostics.TrueForAll(Points);
            }));

    [Fact]
    public void What_the_binder_takes_the_schema_takes()
    {
        var accepted = 0;
        Holds(typeof(AppDeclaration), DeclarationKind.App, DeclarationReader.ReadApp);
        Holds(typeof(ChartDeclaration), DeclarationKind.Chart, DeclarationReader.ReadChart);
        Holds(typeof(MigrationDeclaration), DeclarationKind.Migration, DeclarationReader.ReadMigration);
        Holds(typeof(WorkspaceDeclaration), DeclarationKind.Workspace, DeclarationReader.ReadWorkspace);
        Assert.True(accepted > 50, $"{accepted} are too few right declarations to say anything");

        void Holds<T>(Type type, DeclarationKind kind, Func<ReadOnlyMemory<byte>, string, ICollection<Diagnostic>, T?> read)
        {
            var schema = new MiniSchema(JsonNode.Parse(DeclarationSchema.Write(kind))!.AsObject());
            Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(RandomDeclarations.Of(type), declaration =>
            {
                WithoutNulls(declaration);
                if (read(Bytes(declaration), "x.yaml", new List<Diagnostic>()) is null)
                    return true;
                accepted++;
                return schema.Accepts(JsonNode.Parse(declaration.ToJsonString()));
            }));
        }
    }

    // The schema helps whoever writes a field: one that is left empty is still being written.
    static void WithoutNulls(JsonNode? node)
    {
        if (node is JsonObject mapping)
        {
            foreach (var key in mapping.Where(entry => entry.Value is null).Select(entry => entry.Key).ToList())
                mapping.Remove(key);
            foreach (var (_, value) in mapping)
                WithoutNulls(value);
        }
        else if (node is JsonArray list)
        {
            foreach (var item in list)
                WithoutNulls(item);
        }
    }

    static bool Points(Diagnostic diagnostic) => diagnostic is { At: { Line: > 0, Column: > 0 }, Message.Length: > 0, Path.Length: > 0 }
        && !diagnostic.Message.Any(char.IsControl);

    static byte[] Bytes(JsonNode node) => Encoding.UTF8.GetBytes(node.ToJsonString());
}
