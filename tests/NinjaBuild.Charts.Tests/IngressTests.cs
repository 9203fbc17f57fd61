namespace NinjaBuild.Charts.Tests;

public sealed class IngressTests
{
    static readonly Dictionary<string, string> TwoApis = new()
    {
        ["one-api"] = "type: external-api\nport: 8000\ningress: { path: /a, annotations: { example.com/one: \"1\", example.com/both: app } }\n",
        ["two-api"] = "type: external-api\nport: 8000\ningress: { paths: [/a/long, /b], host: two.example.com }\n",
        ["six-api"] = "type: external-api\nport: 8000\ningress: { path: /a/longer }\n",
    };

    const string Chart = "ingress: { className: nginx, host: shop.example.com, annotations: { example.com/both: chart, example.com/chart: \"1\" }, tls: { secretName: shared } }\n";

    [Fact]
    public void Mode_single_makes_one_ingress_grouped_by_host_with_the_longest_path_first()
    {
        var chart = ComposedCharts.Of(TwoApis, Chart).Render();

        Assert.Equal("Ingress/shop", Assert.Single(chart.Names, name => name.StartsWith("Ingress/", StringComparison.Ordinal)));
        Assert.Equal(
            ["shop.example.com", "/a/longer", "/a", "two.example.com", "/a/long", "/b"],
            chart.Yaml("Ingress/shop", "spec", "rules").Split('\n')
                .Where(line => line.Contains("host: ", StringComparison.Ordinal) || line.Contains("path: ", StringComparison.Ordinal)).Select(line => line.Split(": ")[1]));
        Assert.Equal("1", chart.At("Ingress/shop", "metadata", "annotations", "example.com/one"));
        Assert.Equal("app", chart.At("Ingress/shop", "metadata", "annotations", "example.com/both"));
        Assert.Equal("- hosts:\n  - shop.example.com\n  - two.example.com\n  secretName: shared", chart.Yaml("Ingress/shop", "spec", "tls"));
    }

    [Fact]
    public void Mode_per_app_makes_an_ingress_for_each()
    {
        var chart = ComposedCharts.Of(TwoApis, Chart.Replace("ingress: {", "ingress: { mode: per-app,", StringComparison.Ordinal)).Render();

        Assert.Equal(["Ingress/one-api", "Ingress/six-api", "Ingress/two-api"], chart.Names.Where(name => name.StartsWith("Ingress/", StringComparison.Ordinal)));
        Assert.Equal("two.example.com", chart.At("Ingress/two-api", "spec", "rules", 0, "host"));
        Assert.Equal("chart", chart.At("Ingress/two-api", "metadata", "annotations", "example.com/both"));
        Assert.Equal("app", chart.At("Ingress/one-api", "metadata", "annotations", "example.com/both"));
    }

    [Fact]
    public void An_environment_changes_hosts_paths_and_tls_through_values_alone()
    {
        var charts = ComposedCharts.Of(
            new Dictionary<string, string> { ["one-api"] = "type: external-api\nport: 8000\ningress: { path: /a }\nenvironments: { dev: { ingress: { path: /dev-a } } }\n" },
            Chart + "environments: { dev: { values: { ingress: { host: shop.local, tls: null } } } }\n");

        var dev = charts.Render(environment: "dev");

        Assert.Equal("shop.local", dev.At("Ingress/shop", "spec", "rules", 0, "host"));
        Assert.Equal("/dev-a", dev.At("Ingress/shop", "spec", "rules", 0, "http", "paths", 0, "path"));
        Assert.Null(dev.At("Ingress/shop", "spec", "tls", 0, "secretName"));
        Assert.Equal("shop.example.com", charts.Render(environment: "prod").At("Ingress/shop", "spec", "rules", 0, "host"));
        Assert.Equal("apps:\n  oneApi:\n    ingress:\n      path: /dev-a\nglobal:\n  environment: dev\ningress:\n  host: shop.local\n  tls: null\n", WithoutComment(charts.Files()["values-dev.yaml"]));
    }

    [Fact]
    public void Tls_of_an_app_wins_over_the_charts()
    {
        var chart = ComposedCharts.Of(new Dictionary<string, string> { ["one-api"] = "type: external-api\nport: 8000\ningress: { host: own.example.com, tls: { secretName: own } }\n" }, Chart).Render();

        Assert.Equal("- hosts:\n  - own.example.com\n  secretName: own", chart.Yaml("Ingress/shop", "spec", "tls"));
    }

    [Fact]
    public void Values_that_give_two_apps_one_path_fail_when_helm_renders_them()
    {
        var charts = ComposedCharts.Of(TwoApis, Chart);

        var error = Assert.ThrowsAny<Exception>(() => charts.Render(values: "apps: { sixApi: { ingress: { path: /a } } }"));

        Assert.Contains("apps one-api and six-api both have path /a on host \"shop.example.com\"", error.Message, StringComparison.Ordinal);
    }

    static string WithoutComment(string text) => text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..];
}
