using System.Text;
using NinjaBuild.Helm.Rendering;

namespace NinjaBuild.Helm.Tests.Functions;

public sealed class ChartRendererTests
{
    [Fact]
    public void A_chart_renders_with_values_release_helpers_and_files()
    {
        var rendered = Render(
            ("templates/_helpers.tpl", "{{ define \"c.name\" }}{{ .Chart.Name }}-{{ .Release.Name }}{{ end }}"),
            ("templates/a.yaml", "{{ include \"c.name\" . }} {{ .Values.n }} {{ .Values.none }}|{{ .Files.Get \"f.txt\" }}|{{ .Template.Name }}"),
            ("f.txt", "file"));
        Assert.Equal(["c/templates/a.yaml"], rendered.Keys);
        Assert.Equal("c-rel 5 |file|c/templates/a.yaml", rendered["c/templates/a.yaml"]);
    }

    [Fact]
    public void Required_and_fail_show_only_the_author_s_message_and_the_place()
    {
        var error = Assert.Throws<ChartRenderException>(() => Render(("templates/a.yaml", "\n{{ required \"need x\" .Values.x }}")));
        Assert.Equal("execution error at (c/templates/a.yaml:2:3): need x", error.Message);
    }

    [Fact]
    public void A_template_that_cannot_be_parsed_names_its_file_and_line()
    {
        var error = Assert.Throws<ChartRenderException>(() => Render(("templates/a.yaml", "\n{{ nope }}")));
        Assert.Equal("parse error at (c/templates/a.yaml:2): function \"nope\" not defined", error.Message);
    }

    [Fact]
    public void Values_are_merged_and_null_takes_a_key_away()
    {
        var merged = ChartValues.Coalesce(
            Map(("a", Map(("x", 1L), ("y", 2L))), ("b", "kept"), ("c", new List<object?> { 1L })),
            Map(("a", Map(("x", null), ("z", true))), ("c", new List<object?>())));
        Assert.Equal("map[a:map[y:2 z:true] b:kept c:[]]", GoTemplates.Formatting.GoFormat.Print(merged));
    }

    static IReadOnlyDictionary<string, string> Render(params (string Path, string Text)[] files) =>
        new ChartRenderer(new Chart(
            Map(("name", "c"), ("version", "1.0.0")),
            Map(("n", 5L)),
            [.. files.Select(file => new ChartFile(file.Path, Encoding.UTF8.GetBytes(file.Text)))])).Render(new ReleaseOptions { Name = "rel" });

    static Dictionary<string, object?> Map(params (string Key, object? Value)[] entries) =>
        entries.ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);
}
