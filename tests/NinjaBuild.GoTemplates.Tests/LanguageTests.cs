namespace NinjaBuild.GoTemplates.Tests;

public sealed class LanguageTests
{
    [Theory]
    [InlineData("{{ 017 }} {{ 0x10 }} {{ 0b101 }} {{ 1_000 }} {{ 'a' }}", "15 16 5 1000 97")]
    [InlineData("{{ 1e3 }} {{ 1e20 }} {{ 123456789.0 }} {{ 0.1 }}", "1000 1e+20 1.23456789e+08 0.1")]
    [InlineData("{{ \"a\\tb\\u00e9\" }}{{ `raw\\n` }}", "a\tbé" + "raw\\n")]
    [InlineData("{{ 12345678901 }}", "12345678901")]
    public void Constants_are_read_as_Go_reads_them(string template, string expected) => Assert.Equal(expected, Render.Text(template));

    [Theory]
    [InlineData("a  {{- 1 -}}  b", "a1b")]
    [InlineData("a\n{{- /* comment */ -}}\nb", "ab")]
    [InlineData("a {{/* comment */}} b", "a  b")]
    [InlineData("{{ -3 }}", "-3")]
    public void Trim_markers_and_comments_leave_no_trace(string template, string expected) => Assert.Equal(expected, Render.Text(template));

    [Fact]
    public void With_brackets_as_delimiters_braces_are_text() =>
        Assert.Equal("{{ .Values.x }} 5 {{- end }}", Render.Text("{{ .Values.x }} [[ .n ]] {{- end }}", Render.Map(("n", 5)), Delimiters.Brackets));

    [Theory]
    [InlineData("{{ range .list }}{{ . }},{{ else }}none{{ end }}", "a,b,c,")]
    [InlineData("{{ range $i, $x := .list }}{{ $i }}{{ $x }}{{ end }}", "0a1b2c")]
    [InlineData("{{ range $k, $v := .map }}{{ $k }}={{ $v }} {{ end }}", "a=1 z=2 ")]
    [InlineData("{{ range .list }}{{ if eq . \"b\" }}{{ break }}{{ end }}{{ . }}{{ end }}", "a")]
    [InlineData("{{ range .list }}{{ if eq . \"b\" }}{{ continue }}{{ end }}{{ . }}{{ end }}", "ac")]
    [InlineData("{{ range 3 }}{{ . }}{{ end }}{{ range $i := 2 }}{{ $i }}{{ end }}", "01201")]
    [InlineData("{{ range .none }}x{{ else }}none{{ end }}", "none")]
    public void Range_goes_over_lists_maps_and_integers(string template, string expected) =>
        Assert.Equal(expected, Render.Text(template, Render.Map(("list", new List<object?> { "a", "b", "c" }), ("map", Render.Map(("z", 2), ("a", 1))))));

    [Theory]
    [InlineData("{{ if .no }}a{{ else if .yes }}b{{ else }}c{{ end }}", "b")]
    [InlineData("{{ with .no }}a{{ else with .yes }}{{ . }}{{ end }}", "true")]
    [InlineData("{{ $x := 1 }}{{ if .yes }}{{ $x = 2 }}{{ $x := 3 }}{{ end }}{{ $x }}", "2")]
    [InlineData("{{ define \"a\" }}<{{ . }}>{{ end }}{{ template \"a\" .yes }}{{ block \"b\" 1 }}{{ . }}{{ end }}", "<true>1")]
    public void Branches_variables_and_definitions_follow_Go(string template, string expected) =>
        Assert.Equal(expected, Render.Text(template, Render.Map(("yes", true), ("no", false))));

    [Theory]
    [InlineData("{{ and 1 0 \"x\" }}{{ or 0 \"\" \"y\" }}{{ not 1 }}", "0yfalse")]
    [InlineData("{{ and false (index 1 2) }}", "false")]
    [InlineData("{{ eq 1 2 1 }}{{ ne 1 2 }}{{ lt 1 2 }}{{ le \"a\" \"a\" }}{{ gt 2.5 1.5 }}", "truetruetruetruetrue")]
    [InlineData("{{ len \"héllo\" }} {{ slice \"hello\" 1 3 }} {{ index \"abc\" 1 }}", "6 el 98")]
    [InlineData("{{ html \"<a href='x'>\" }} {{ urlquery \"a b&c\" }} {{ js \"a'b\" }}", "&lt;a href=&#39;x&#39;&gt; a+b%26c a\\'b")]
    public void Built_in_functions_do_what_Go_s_do(string template, string expected) => Assert.Equal(expected, Render.Text(template));

    [Fact]
    public void Methods_and_fields_of_objects_are_reached_through_the_interface() =>
        Assert.Equal("name:x", Render.Text("{{ .Name }}:{{ .Echo \"x\" }}", new Named()));

    [Fact]
    public void A_derived_set_sees_its_parent_and_may_redefine()
    {
        var parent = new TemplateSet(Render.Functions);
        parent.Parse("p", "{{ define \"a\" }}parent{{ end }}");
        var child = parent.Derive();
        child.Parse("c", "{{ template \"a\" }}");
        Assert.Equal("parent", child.Execute("c", null));
        child.Parse("d", "{{ define \"a\" }}child{{ end }}");
        Assert.Equal("child", child.Execute("c", null));
        Assert.False(parent.Contains("c"));
    }

    [Fact]
    public void A_parsed_set_is_executed_by_many_threads_at_once()
    {
        var set = new TemplateSet(Render.Functions);
        set.Parse("t", "{{ range $i, $x := .list }}{{ $i }}={{ $x }};{{ end }}");
        var data = Render.Map(("list", Enumerable.Range(0, 50).Select(i => (object?)i).ToList()));
        var expected = set.Execute("t", data);
        Parallel.For(0, 200, _ => Assert.Equal(expected, set.Execute("t", data)));
    }

    sealed class Named : ITemplateObject
    {
        public string GoType => "named";

        public bool TryGetField(string name, out object? value)
        {
            value = "name";
            return name == "Name";
        }

        public TemplateFunction? FindMethod(string name) =>
            name == "Echo" ? new TemplateFunction(name, [ParameterType.Str], null, (_, a) => a[0]) : null;
    }
}
