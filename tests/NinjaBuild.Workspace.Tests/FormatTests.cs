using NinjaBuild.Workspace.Model;

namespace NinjaBuild.Workspace.Tests;

public sealed class FormatTests
{
    public static TheoryData<Format, string[], string[]> Rules => new()
    {
        { Format.DnsLabel, ["a", "a-1", "1", new('a', 63)], ["", "-a", "a-", "A", "a.b", "a_b", "é", "a\n", new('a', 64)] },
        { Format.DnsSubdomain, ["a", "a.b-c.d", new string('a', 63) + ".b"], ["", "a..b", ".a", "a.", "a.-b", new('a', 254)] },
        { Format.HostName, ["a.example.com", "*.example.com", "localhost", "1.example.com"], ["*", "*.", "a.*.com", "http://a", "a:80", "A.com", "10.0.0.1", "*.*.com"] },
        { Format.PortName, ["http", "a-1", "8080-http"], ["8080", "a--b", "HTTP", "sixteen-letters-", "abcdefghijklmnop", ""] },
        { Format.EnvName, ["A", "_a", "a.b-c", "-a"], ["", "1A", "A B", "A=B", "é"] },
        { Format.ConfigKey, ["a", "A_b.c-d", ".a"], ["", ".", "..", "a/b", "a b", new('a', 254)] },
        { Format.Quantity, ["1", "0.5", ".5", "5.", "250m", "128Mi", "1e3", "1E3", "12E", "1e-3", "+1", "100n", "1Ei"], ["", ".", "m", "-1", "1 Gi", "1GB", "1gi", "1K", "1e3Mi", "1.2.3", "1e", "0x10", "1e99", "9999999999999Ei", "1,5"] },
        { Format.ImageRepository, ["a", "a/b", "ghcr.io/a/b-c_d.e", "localhost:5000/a", "a__b", "a---b", "Registry.io:80/a", "host:1/a"], ["", "A", "a:1", "a@sha256:1", "a//b", "/a", "a/", "https://a", "a..b", "a___b", "a._b", "-a", "a.", "Registry/a", "r.io:x/a"] },
        { Format.ImageTag, ["1", "v1.2_3-4", "{version}", "{version}-{git-sha}", "1.10"], ["", ".a", "-a", "a b", "a/b", "{", "}", "{}", "{a", "a}", "{{ a }}", "{a{b}}", new('a', 129)] },
        { Format.PlainTag, ["1.0.0", "v1_a"], ["", "{version}", "a+b", "a:b"] },
        { Format.ImageDigest, ["sha256:" + new string('0', 64)], ["", "sha256:0", "sha256:" + new string('A', 64), "sha512:" + new string('0', 64), new('0', 64)] },
        { Format.SemVer, ["0.1.0", "1.0.0-rc.1", "1.0.0+build.01", "1.0.0-0a"], ["", "1", "1.0", "v1.0.0", "01.0.0", "1.0.0-", "1.0.0-01", "1.0.0+", "1.0.0-a..b", "1.0.x"] },
        { Format.VersionRange, [">=1.25.0-0", ">= 1.25", "1.2 - 1.4", "~1.2", "^1", "1.x", "*", ">=1.25.0-0 <2.0.0", ">1, <2 || =3", "v1.2.3"], ["", "||", "newest", ">=", "1.2.3.4", "1 -", "- 1", ">>1", "1.2-"] },
        { Format.KubernetesVersion, ["1.34", "1.9"], ["", "1", "v1.34", "1.34.0", "2.0", "1.x"] },
        { Format.UrlPath, ["/", "/a", "/a/b/", "/a%20b", "/a(/|$)(.*)"], ["", "a", "/a b", "//a", "/a//b", "/./a", "/../a", "/a/..", "/a%2fb", "/a%5Cb", "http://a/b", "/é"] },
        { Format.ContainerPath, ["/", "/a/b.c", "/a b"], ["", "a", "/a:b", "/a/../b", "/a\u0000"] },
        { Format.RelativePath, ["a", "a/b.yaml", "a b", "..a"], ["", "/a", "../a", "a/..", "a/../../b", "a\\b", "C:/a", "a\n"] },
        { Format.Cron, ["* * * * *", "0 3 * * MON-FRI", "*/5 0-3,7 1 jan ?", "@daily", "0  3 * * 0"], ["", "* * * *", "* * * * * *", "60 * * * *", "* 24 * * *", "* * 0 * *", "* * * 13 *", "* * * * 7", "*/0 * * * *", "5-1 * * * *", "@never", "a * * * *", "1-2-3 * * * *", "TZ=UTC * * * * *"] },
        { Format.IntOrPercent, ["0", "1", "25%", "100%"], ["", "%", "-1", "1.5", "a", "1 %"] },
        { Format.QualifiedName, ["a", "A_b.c", "example.com/a", "app.kubernetes.io/name"], ["", "/a", "a/", "a/b/c", "-a", "a-", "Example.com/a", "a b", new('a', 64)] },
        { Format.LabelValue, ["", "a", "1.0_b-C"], ["-a", "a-", "a b", "a/b", new('a', 64)] },
        { Format.NamePattern, ["{app}", "{chart}-{app}", "x-{domain}", "{release}-{app}", "{app}-{environment}-service", "fixed"], ["", "{other}", "{app", "{App}", "-{app}", "a_{app}", "{{ app }}"] },
        { Format.LabelPattern, ["", "a", "1.0_b-C", "{app}-{environment}", "{release}"], ["-a", "a-", "{app}-", "a b", "{other}", "{{app}}", new('a', 64)] },
        { Format.Date, ["2026-12-31", "2024-02-29"], ["", "2026", "2026-1-1", "2025-02-29", "31.12.2026", "2026-12-31T00:00:00Z"] },
        { Format.Duration, ["1s", "90s", "10m", "1h30m", "1h1s", "24h", "0h5m"], ["", "10", "0s", "m", "10 m", "1.5h", "-1m", "5m1h", "1m1m", "25h", "86401s", "9999999s", "10min", "1M"] },
        { Format.ContextName, ["kind-dev", "arn:aws:eks:eu-1:123:cluster/prod", "Ops Team@prod", "é"], ["", " ", "a\n", " a", "a "] },
        { Format.Kind, ["ClusterRole", "APIService", "CSIDriver2"], ["", "clusterRole", "Cluster Role", "rbac.authorization.k8s.io/ClusterRole", "clusterroles", new('A', 64)] },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void Each_format_takes_what_its_owner_takes_and_says_the_rule_otherwise(Format format, string[] right, string[] wrong)
    {
        Assert.Equal(right, right.Where(text => Formats.Fault(format, text) is null));
        Assert.Equal(wrong, wrong.Where(text => Formats.Fault(format, text) is { Length: > 10 }));
    }

    [Fact]
    public void Every_format_has_rules_in_this_test() =>
        Assert.Equal(Enum.GetValues<Format>().Except([Format.None]).Order(), Rules.Select(row => (Format)row[0]).Order());

    [Theory]
    [InlineData("250m", "0.25")]
    [InlineData("1Ki", "1024")]
    [InlineData("1e3", "1000")]
    [InlineData("0.5Gi", "536870912")]
    public void A_quantity_has_a_value_in_its_base_unit(string text, string value)
    {
        Assert.True(Quantity.TryParse(text, out var parsed));
        Assert.Equal(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture), parsed);
    }

    [Theory]
    [InlineData("90s", "1m30s")]
    [InlineData("90m", "1h30m")]
    [InlineData("24h", "24h")]
    [InlineData("3600s", "1h")]
    public void A_time_is_written_in_the_largest_units_that_it_needs(string text, string written)
    {
        Assert.True(Duration.TryParse(text, out var parsed));
        Assert.Equal(written, Duration.Write(parsed));
        Assert.Equal(parsed, Duration.Parse(written));
    }

    [Theory]
    [InlineData("replica", "replicas")]
    [InlineData("imgae", "image")]
    [InlineData("PORT", "port")]
    [InlineData("pd", null)]
    [InlineData("something", null)]
    public void The_nearest_name_is_suggested_where_it_is_near(string name, string? nearest) =>
        Assert.Equal(nearest, Suggestion.Nearest(name, ["replicas", "image", "port", "ports"]));
}
