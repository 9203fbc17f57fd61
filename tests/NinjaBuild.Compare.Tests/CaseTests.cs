using System.Text.RegularExpressions;
using NinjaBuild.Compare.Model;
using NinjaBuild.Compare.Severities;

namespace NinjaBuild.Compare.Tests;

/// <summary>Each file of <c>cases/</c> is a comparison; with ACCEPT_GOLDEN set, what is said is approved.</summary>
public sealed class CaseTests
{
    public static TheoryData<string> Names => [.. Case.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_said_of_two_releases_is_what_was_approved(string name)
    {
        var comparison = Case.Read(name);
        var says = Said.About(comparison.Compare());
        if (Environment.GetEnvironmentVariable("ACCEPT_GOLDEN") is not null)
            comparison.Approve(says);
        else
            Assert.Equal(comparison.Approved, says);
    }

    [Fact]
    public void Every_rule_of_severity_is_seen_at_work_in_a_case()
    {
        var seen = Case.Names.SelectMany(name => Differences(Case.Read(name).Compare())).Select(difference => (difference.Rule, difference.Severity, Reason: WithoutEvidence(difference.Reason))).ToHashSet();
        var fields = SeverityRules.All.Select(rule => (rule.Id, rule.Severity, rule.Reason));
        var objects = ObjectRules.All.Select(rule => (rule.Id, rule.Severity, rule.Reason));
        Assert.Equal([], fields.Concat(objects).Except(seen));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_compared_the_other_way_round_differs_in_the_same_places(string name)
    {
        var comparison = Case.Read(name);
        Assert.Equal(Places(comparison.Compare(), isMirrored: false), Places(comparison.Compare(mirrored: true), isMirrored: true));
    }

    static List<string> Places(ChartComparison chart, bool isMirrored) => [.. chart.Environments
        .SelectMany(environment => environment.Objects)
        .SelectMany(entry => entry.Differences.Select(difference => $"{(isMirrored ? entry.After : entry.Before)} {(isMirrored ? entry.Before : entry.After)} {Place(difference, isMirrored)}"))
        .Order(StringComparer.Ordinal)];

    // A container that is called differently stands under its name on the second side.
    static string Place(Difference difference, bool isMirrored) => (difference.Kind, isMirrored) switch
    {
        (ChangeKind.Added, true) => $"{WithoutContainer(difference.Path)} {ChangeKind.Removed}",
        (ChangeKind.Removed, true) => $"{WithoutContainer(difference.Path)} {ChangeKind.Added}",
        var (kind, _) => $"{WithoutContainer(difference.Path)} {kind}",
    };

    static string WithoutContainer(string path) => Regex.Replace(path, @"containers\[name=[^\]]*\]", "containers[]", RegexOptions.None, TimeSpan.FromSeconds(1));

    static IEnumerable<Difference> Differences(ChartComparison chart) => chart.Environments.SelectMany(environment => environment.Objects).SelectMany(entry => entry.Differences);

    static string WithoutEvidence(string reason) => reason.Split(" (taken for one by ")[0];
}
