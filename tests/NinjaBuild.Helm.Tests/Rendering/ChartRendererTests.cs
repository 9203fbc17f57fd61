using System.Text;
using NinjaBuild.Helm.Charts;
using NinjaBuild.Helm.Loading;
using NinjaBuild.Helm.Rendering;

namespace NinjaBuild.Helm.Tests.Rendering;

public sealed class ChartRendererTests
{
    [Fact]
    public void A_chart_renders_with_values_release_helpers_and_files()
    {
        var rendered = Render(
            ("templates/_helpers.tpl", "{{ define \"c.name\" }}{{ .Chart.Name }}-{{ .Release.Name }}{{ end }}"),
            ("templates/a.yaml", "{{ include \"c.name\" . }} {{ .Values.size }} {{ .Values.none }}|{{ .Files.Get \"f.txt\" }}|{{ .Template.Name }}"),
            ("f.txt", "file"));
        Assert.Equal([new RenderedFile("c/templates/a.yaml", "c-rel 5 |file|c/templates/a.yaml")], rendered.Files);
    }

    [Fact]
    public void Required_and_fail_show_only_the_author_s_message_and_the_place()
    {
        var error = Assert.Throws<ChartException>(() => Render(("templates/a.yaml", "\n{{ required \"need x\" .Values.x }}")));
        Assert.Equal("execution error at (c/templates/a.yaml:2:3): need x", error.Message);
    }

    [Fact]
    public void A_template_that_cannot_be_parsed_names_its_file_and_line()
    {
        var error = Assert.Throws<ChartException>(() => Render(("templates/a.yaml", "\n{{ nope }}")));
        Assert.Equal("parse error at (c/templates/a.yaml:2): function \"nope\" not defined", error.Message);
    }

    static RenderedChart Render(params (string Path, string Text)[] files) =>
        new ChartRenderer(ChartLoader.LoadFiles(
            [
                File("Chart.yaml", "apiVersion: v2\nname: c\nversion: 1.0.0\n"),
                File("values.yaml", "size: 5\n"),
                .. files.Select(file => File(file.Path, file.Text)),
            ],
            "c")).Render(new ReleaseOptions { Name = "rel" });

    static ChartFile File(string path, string text) => new(path, Encoding.UTF8.GetBytes(text));
}
