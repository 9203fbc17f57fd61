using NinjaBuild.Workspace.Declarations;

namespace NinjaBuild.Workspace.Tests;

public sealed class ChartOrderTests
{
    [Fact]
    public void A_chart_comes_behind_all_that_it_depends_on_and_else_the_order_stays()
    {
        var charts = new[] { Chart("a", "d", "c"), Chart("b"), Chart("c", "e"), Chart("d"), Chart("e", "d") };
        Assert.Equal("d e c a b", Order(charts));
        Assert.Equal("e d c b a", Order([Chart("e"), Chart("d"), Chart("c"), Chart("b"), Chart("a")]));
    }

    [Fact]
    public void A_chart_that_is_not_there_is_passed_over() => Assert.Equal("a b", Order([Chart("a", "x"), Chart("b", "a", "y")]));

    [Fact]
    public void A_chain_of_charts_may_be_longer_than_the_stack_is_deep()
    {
        var charts = Enumerable.Range(0, 20_000).Select(i => Chart($"c{i}", $"c{i + 1}")).ToList();
        Assert.Equal("c19999", ChartOrder.Of(charts, [])[0].Name);
        var byName = charts.ToDictionary(chart => chart.Name);
        Assert.Equal(20_000, ChartOrder.Before("c0", name => byName.GetValueOrDefault(name)?.DependsOn).Count);
    }

    [Fact]
    public void A_circle_is_an_error_and_every_chart_is_still_in_the_order_once()
    {
        var diagnostics = new List<Diagnostic>();
        var order = ChartOrder.Of([Chart("a", "b"), Chart("b", "a"), Chart("c", "a")], diagnostics);
        Assert.Equal(["a", "b", "c"], order.Select(chart => chart.Name).Order(StringComparer.Ordinal));
        Assert.StartsWith("dependsOn goes in a circle: a (", Assert.Single(diagnostics).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_comes_before_a_chart_is_found_through_others()
    {
        var named = new Dictionary<string, IReadOnlyList<string>> { ["a"] = ["b"], ["b"] = ["c", "x"], ["c"] = ["b"], ["d"] = ["a"] };
        Assert.Equal(["b", "c", "x"], ChartOrder.Before("a", named.GetValueOrDefault).Order(StringComparer.Ordinal));
        Assert.Empty(ChartOrder.Before("x", named.GetValueOrDefault));
    }

    static string Order(IEnumerable<ChartDeclaration> charts)
    {
        var diagnostics = new List<Diagnostic>();
        var order = string.Join(' ', ChartOrder.Of(charts, diagnostics).Select(chart => chart.Name));
        Assert.Empty(diagnostics);
        return order;
    }

    static ChartDeclaration Chart(string name, params string[] dependsOn) => new() { Name = name, DependsOn = dependsOn };
}
