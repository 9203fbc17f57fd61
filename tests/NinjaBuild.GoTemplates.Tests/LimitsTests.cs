using NinjaBuild.GoTemplates.Formatting;

namespace NinjaBuild.GoTemplates.Tests;

/// <summary>What a template may not take from the machine; each limit ends in an error that names it and says where.</summary>
public sealed class LimitsTests
{
    static readonly ExecutionLimits Short = new() { MaxOutput = 1000 };

    [Theory]
    [InlineData("print $x $x")]
    [InlineData("println $x $x")]
    [InlineData("printf \"%s%s\" $x $x")]
    [InlineData("html $x $x")]
    [InlineData("js $x $x")]
    [InlineData("urlquery $x $x")]
    public void A_text_that_doubles_ends_at_the_limit(string call)
    {
        var error = Render.Error($"{{{{$x := \"xx\"}}}}{{{{range 100}}}}{{{{$x = {call}}}}}{{{{end}}}}", limits: Short);
        Assert.Contains("1000", error.Message, StringComparison.Ordinal);
        Assert.Contains($"at <{call}>", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{.}}")]
    [InlineData("{{print .}}")]
    [InlineData("{{printf \"%d\" .}}")]
    public void A_list_that_stands_in_itself_any_number_of_times_is_not_printed_for_ever(string template) =>
        Assert.Contains("text of more than 1000 characters is not allowed", Render.Error(template, Doubled(100), limits: Short).Message, StringComparison.Ordinal);

    [Fact]
    public void What_prints_a_value_without_naming_a_limit_has_one() =>
        Assert.Throws<FunctionException>(() => GoFormat.Print(Doubled(100)));

    [Fact]
    public void An_execution_that_takes_too_long_ends_in_an_error_with_its_place()
    {
        var error = Render.Error("a\n{{range 9223372036854775807}}{{.}}{{end}}", limits: new() { MaxTime = TimeSpan.Zero });
        Assert.Equal("took longer than 0 s", error.Reason);
        Assert.Equal(2, error.Line);
    }

    [Fact]
    public void An_execution_that_holds_too_much_memory_ends_in_an_error()
    {
        var functions = new FunctionTable(Render.Functions).Add("much", [], (_, _) => new string('x', 1 << 20));
        var set = new TemplateSet(functions);
        set.Parse("t", string.Concat(Enumerable.Range(0, 100).Select(i => $"{{{{$x{i} := much}}}}")));
        var error = Assert.Throws<TemplateException>(() => set.Execute("t", null, new() { MaxMemory = 8 << 20 }));
        Assert.Equal("error calling much: more than 8 MB of memory", error.Reason);
    }

    [Fact]
    public void A_function_that_makes_a_text_without_asking_is_refused()
    {
        var set = new TemplateSet(new FunctionTable(Render.Functions).Add("much", [], (_, _) => new string('x', 1001)));
        set.Parse("t", "{{len much}}");
        var error = Assert.Throws<TemplateException>(() => set.Execute("t", null, Short));
        Assert.Equal("error calling much: text of 1001 characters: more than 1000 are not allowed", error.Reason);
    }

    [Fact]
    public void A_size_that_has_overflowed_is_refused()
    {
        var functions = new FunctionTable(Render.Functions)
            .Add("list", [], (execution, _) =>
            {
                execution.ReserveList(long.MinValue);
                return null;
            })
            .Add("text", [], (execution, _) =>
            {
                execution.ReserveText(long.MinValue);
                return null;
            });
        foreach (var (name, complaint) in new[] { ("list", "list of 9223372036854775808 entries"), ("text", "text of 9223372036854775808 characters") })
        {
            var set = new TemplateSet(functions);
            set.Parse("t", $"{{{{{name}}}}}");
            Assert.Contains(complaint, Assert.Throws<TemplateException>(() => set.Execute("t", null)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_work_of_a_function_counts_as_steps()
    {
        var functions = new FunctionTable(Render.Functions).Add("work", [], (execution, _) =>
        {
            execution.Spend(300);
            return null;
        });
        var set = new TemplateSet(functions);
        set.Parse("t", "{{range 100}}{{$x := work}}{{end}}");
        var error = Assert.Throws<TemplateException>(() => set.Execute("t", null, new() { MaxSteps = 1000 }));
        Assert.Equal("error calling work: more than 1000 steps", error.Reason);
    }

    [Theory]
    [InlineData("{{fail (PRINTS)}}")]
    [InlineData("{{IFS{{fail \"x\"}}ENDS")]
    public void Deep_nesting_is_parsed_run_and_quoted_where_little_stack_is_left(string template)
    {
        var functions = new FunctionTable(Render.Functions)
            .Add("fail", [ParameterType.Any], (_, a) => throw new FunctionException($"failed with {a[0]}"));
        var text = template
            .Replace("PRINTS", Repeat("print (", 400) + "1" + Repeat(")", 400), StringComparison.Ordinal)
            .Replace("{{IFS", Repeat("{{if 1}}", 400), StringComparison.Ordinal)
            .Replace("ENDS", Repeat("{{end}}", 400), StringComparison.Ordinal);
        Exception? thrown = null;
        var thread = new Thread(
            () => thrown = Record.Exception(() =>
            {
                var set = new TemplateSet(functions);
                set.Parse("t", text);
                Assert.NotEmpty(set.Print("t"));
                set.Execute("t", null);
            }),
            256 * 1024);
        thread.Start();
        thread.Join();
        Assert.StartsWith("error calling fail: failed with", Assert.IsType<TemplateException>(thrown).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_variables_are_seen_where_they_are_declared_and_nowhere_else()
    {
        var declared = string.Concat(Enumerable.Range(0, 100).Select(i => $"{{{{$x{i} := {i}}}}}"));
        Assert.Equal("99,7,5", Render.Text($"{{{{$x := 5}}}}{{{{if 1}}}}{declared}{{{{$x := 7}}}}{{{{$x99}}}},{{{{$x}}}}{{{{end}}}},{{{{$x}}}}"));
        Assert.Equal("undefined variable \"$x99\"", Render.Error($"{{{{if 1}}}}{declared}{{{{end}}}}{{{{$x99}}}}").Reason);
    }

    static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    static List<object?> Doubled(int times)
    {
        List<object?> list = [1L];
        for (var i = 0; i < times; i++)
            list = [list, list];
        return list;
    }
}
