using FsCheck;
using FsCheck.Fluent;
using NinjaBuild.Compare.Import.Writing;

namespace NinjaBuild.Compare.Tests.Import;

public sealed class SecretTests
{
    // Where a secret can stand in a chart; 0 is the secret, 1 its base64.
    static readonly string[] Places =
    [
        "apiVersion: v1\nkind: Secret\nmetadata: {{ name: db }}\ndata: {{ password: {1} }}\n",
        "apiVersion: v1\nkind: Secret\nmetadata: {{ name: db }}\nstringData: {{ api-token: {0} }}\n",
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: settings }}\ndata: {{ DB_PASSWORD: {0} }}\n",
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: settings }}\ndata:\n  app.ini: |\n    [db]\n    password = {0}\n    host = db\n",
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: settings }}\ndata:\n  app.json: |\n    {{ \"user\": \"x\", \"clientSecret\": \"{0}\" }}\n",
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: settings }}\ndata:\n  url.txt: |\n    see postgres://app:{0}@db:5432/app for more\n",
        "apiVersion: example.com/v1\nkind: Database\nmetadata: {{ name: db }}\nspec: {{ connection: \"postgres://app:{0}@db/app\" }}\n",
    ];

    static readonly string[] Containers =
    [
        "          env: [{{ name: DB_PASSWORD, value: {0} }}]\n",
        "          env: [{{ name: DATABASE_URL, value: \"postgres://app:{0}@db/app\" }}]\n",
        "          env: [{{ name: CONNECTION, value: \"Server=db;User=app;Password={0};\" }}]\n",
        "          env: [{{ name: GITHUB_TOKEN, value: {0} }}]\n",
        "          args: [serve, --api-key={0}]\n",
        "          args: [serve, --password, {0}]\n",
        "          command: [serve, \"--dsn=postgres://app:{0}@db/app\"]\n",
    ];

    static readonly string[] Annotations = ["example.com/url: \"https://app:{0}@example.com\""];

    [Fact]
    public void No_secret_of_a_chart_is_ever_written_or_said()
    {
        var characters = Gen.Elements("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ".ToCharArray());
        var secrets = from head in Gen.ListOf(characters, 12) from digit in Gen.Choose(10, 99) from tail in Gen.ListOf(characters, 8) select new string([.. head]) + digit + new string([.. tail]);
        var places = from secret in secrets from first in Gen.Elements(Places) from second in Gen.Elements(Containers) from third in Gen.Elements(Containers) select (secret, first, second, third);

        Prop.ForAll(places.ToArbitrary(), seeded =>
        {
            var (secret, first, second, third) = seeded;
            using var workspace = ImportedWorkspace.Of(
                Fill(first, secret),
                LiveText.Deployment("web", Fill(second, secret)).Replace("  name: web\n", $"  name: web\n  annotations: {{ {Fill(Annotations[0], secret)} }}\n", StringComparison.Ordinal),
                LiveText.Deployment("batch", Fill(third, secret)).Replace("kind: Deployment", "kind: StatefulSet", StringComparison.Ordinal));
            var result = workspace.Import();

            var said = string.Join('\n', ImportSummary.Write(result));
            var written = Directory.EnumerateFiles(workspace.Root, "*", SearchOption.AllDirectories).Select(File.ReadAllText);
            Assert.All([said, .. written], text =>
            {
                Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
                Assert.DoesNotContain(Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(secret)), text, StringComparison.Ordinal);
            });
            Assert.NotEmpty(result.Secrets);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    [Fact]
    public void A_literal_becomes_a_reference_to_a_Secret_that_must_exist()
    {
        using var workspace = ImportedWorkspace.Of(LiveText.Deployment("web", "          env: [{ name: DB_PASSWORD, value: hunter2 }]\n          args: [--token=abc123def]\n"));

        var result = workspace.Import();

        var app = workspace.Read("apps/shop/web/app.yaml");
        Assert.Contains("DB_PASSWORD: { secret: web-secrets, key: DB_PASSWORD }", app, StringComparison.Ordinal);
        Assert.Contains("args: [--token=$(TOKEN)]", app, StringComparison.Ordinal);
        Assert.Contains("Secret web-secrets must exist before the chart is deployed, with DB_PASSWORD, TOKEN", result.Decisions);
        Assert.Contains(result.Secrets, secret => secret.Where == "Deployment web, container main, env DB_PASSWORD");
    }

    [Theory]
    [InlineData("DB_PASSWORD_FILE", "/run/secrets/db")]
    [InlineData("TOKEN_TTL", "3600")]
    [InlineData("AUTH_TYPE", "oauth2")]
    [InlineData("DATABASE_URL", "postgres://$(USER):$(PASSWORD)@db/app")]
    [InlineData("TOKEN_URL", "https://auth.example.com/oauth/token")]
    [InlineData("GIT_COMMIT", "4b825dc642cb6eb9a060e54bf8d69288fbee4904")]
    [InlineData("KAFKA_BROKERS", "kafka-0.kafka.svc.cluster.local:9092,kafka-1.kafka.svc.cluster.local:9092")]
    [InlineData("SECRET_NAME", "web-secrets")]
    public void What_only_speaks_of_secrets_stays(string name, string value)
    {
        using var workspace = ImportedWorkspace.Of(LiveText.Deployment("web", $"          env: [{{ name: {name}, value: \"{value}\" }}]\n"));

        var result = workspace.Import();

        Assert.Empty(result.Secrets);
        Assert.Contains(value, workspace.Read("apps/shop/web/app.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_Secret_of_the_chart_is_left_out_and_what_has_to_be_done_about_it_is_said()
    {
        using var workspace = ImportedWorkspace.Of(
            LiveText.Deployment("web"), "apiVersion: v1\nkind: Secret\nmetadata: { name: db }\nstringData: { user: app, password: hunter2 }\n");

        var result = workspace.Import();

        Assert.Contains("Secret db must exist before the chart is deployed, with password, user", result.Decisions);
        Assert.Contains("objects: Secret/db\n", workspace.Read("charts/shop/migration.yaml"), StringComparison.Ordinal);
        Assert.DoesNotContain(result.Files, file => file.Text.Contains("hunter2", StringComparison.Ordinal));
    }

    static string Fill(string template, string secret) =>
        string.Format(System.Globalization.CultureInfo.InvariantCulture, template, secret, Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(secret)));
}
