using NinjaBuild.GoTemplates;
using NinjaBuild.Helm.Functions;

namespace NinjaBuild.Helm.Tests.Functions;

public sealed class FunctionTests
{
    [Theory]
    [InlineData("trunc 3 \"hello\"", "hel")]
    [InlineData("trunc -3 \"hello\"", "llo")]
    [InlineData("\"a-\" | trimSuffix \"-\" | upper", "A")]
    [InlineData("quote \"a\\\"b\" 1 nil", "\"a\\\"b\" \"1\"")]
    [InlineData("squote \"a\" 2", "'a' '2'")]
    [InlineData("nindent 2 \"a\\nb\"", "\n  a\n  b")]
    [InlineData("cat \"a\" 1 nil \"b\"", "a 1 b")]
    [InlineData("snakecase \"HTTP20xOK\"", "http_20x_ok")]
    [InlineData("kebabcase \"FirstName\"", "first-name")]
    [InlineData("camelcase \"http_server\"", "HttpServer")]
    [InlineData("abbrev 5 \"hello world\"", "he...")]
    [InlineData("wrap 5 \"one two three\"", "one\ntwo\nthree")]
    public void Strings(string call, string expected) => Assert.Equal(expected, Render(call));

    [Theory]
    [InlineData("list 1 \"a\" 2.5 | join \",\"", "1,a,2.5")]
    [InlineData("concat (list 1) (list 2) | last", "2")]
    [InlineData("list \"b\" \"a\" \"b\" | uniq | sortAlpha", "[a b]")]
    [InlineData("has 1 (list 1 2)", "true")]
    [InlineData("without (list 1 2 3) 2", "[1 3]")]
    [InlineData("until 3", "[0 1 2]")]
    [InlineData("seq 1 2 5", "1 3 5")]
    [InlineData("chunk 2 (list 1 2 3)", "[[1 2] [3]]")]
    [InlineData("slice (list 1 2 3) 1 2", "[2]")]
    public void Lists(string call, string expected) => Assert.Equal(expected, Render(call));

    [Theory]
    [InlineData("get (dict \"a\" 1) \"a\"", "1")]
    [InlineData("merge (dict \"a\" 1) (dict \"a\" 2 \"b\" 3)", "map[a:1 b:3]")]
    [InlineData("mergeOverwrite (dict \"a\" 1) (dict \"a\" 2 \"b\" 3)", "map[a:2 b:3]")]
    [InlineData("keys (dict \"b\" 1 \"a\" 2)", "[a b]")]
    [InlineData("dig \"a\" \"b\" \"none\" (dict \"a\" (dict \"b\" 1))", "1")]
    [InlineData("omit (dict \"a\" 1 \"b\" 2) \"a\" | toJson", "{\"b\":2}")]
    public void Dicts(string call, string expected) => Assert.Equal(expected, Render(call));

    [Theory]
    [InlineData("add 1 2 \"3\"", "6")]
    [InlineData("div 7 2", "3")]
    [InlineData("divf 1 3", "0.3333333333333333")]
    [InlineData("addf 0.1 0.2", "0.3")]
    [InlineData("round 2.567 2", "2.57")]
    [InlineData("int \"12\" | typeOf", "int")]
    [InlineData("kindOf (list 1)", "slice")]
    [InlineData("default \"d\" \"\"", "d")]
    [InlineData("ternary \"y\" \"n\" true", "y")]
    [InlineData("coalesce 0 \"\" \"x\"", "x")]
    public void Numbers_and_defaults(string call, string expected) => Assert.Equal(expected, Render(call));

    [Theory]
    [InlineData("b64enc \"hé\" | b64dec", "hé")]
    [InlineData("b32enc \"hello\" | b32dec", "hello")]
    [InlineData("sha256sum \"\"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("adler32sum \"Wikipedia\"", "300286872")]
    [InlineData("toJson (dict \"a\" \"<x>\")", "{\"a\":\"\\u003cx\\u003e\"}")]
    [InlineData("(fromJson \"{\\\"a\\\":[1,null]}\").a", "[1 <nil>]")]
    [InlineData("semverCompare \">=1.2 <2\" \"v1.4.1\"", "true")]
    [InlineData("semverCompare \"^1.2.3-0\" \"1.3.0-rc.1\"", "true")]
    [InlineData("(semver \"v1.2.3-rc.1+b\").Prerelease", "rc.1")]
    [InlineData("regexReplaceAll \"a(x*)b\" \"-ab-axxb-\" \"${1}W\"", "-W-xxW-")]
    [InlineData("regexFindAll \"[2468]\" \"123456\" -1", "[2 4 6]")]
    [InlineData("regexSplit \"z+\" \"pizza\" -1", "[pi a]")]
    [InlineData("dateInZone \"2006-01-02T15:04:05Z07:00\" 0 \"UTC\"", "1970-01-01T00:00:00Z")]
    [InlineData("tpl \"{{ . }}-x\" 5", "5-x")]
    public void Encoding_versions_expressions_and_dates(string call, string expected) => Assert.Equal(expected, Render(call));

    [Theory]
    [InlineData("now")]
    [InlineData("randAlphaNum 5")]
    [InlineData("uuidv4")]
    [InlineData("genCA \"x\" 365")]
    [InlineData("getHostByName \"example.com\"")]
    [InlineData("shuffle \"abc\"")]
    public void The_hermetic_table_refuses_what_is_not_repeatable_and_says_why(string call)
    {
        var error = Assert.Throws<TemplateException>(() => Render(call, HelmFunctions.Hermetic));
        Assert.Contains($"{call.Split(' ')[0]} is refused here: it ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_current_time_is_refused_too_where_a_date_falls_back_to_it() =>
        Assert.Contains("refused", Assert.Throws<TemplateException>(() => Render("date \"2006\" \"x\"", HelmFunctions.Hermetic)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("until 1000000000")]
    [InlineData("repeat 1000000000 \"xxxx\"")]
    [InlineData("printf \"%1000000d%1000000d\" 1 2 | repeat 1000")]
    public void Functions_that_would_take_the_machine_are_stopped(string call) =>
        Assert.Contains("are not allowed", Assert.Throws<TemplateException>(() => Render(call)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("urlParse \"http://[fe80::1%25en0]:80/x\" | toJson", """{"fragment":"","host":"[fe80::1%en0]:80","hostname":"fe80::1%en0","opaque":"","path":"/x","query":"","scheme":"http","userinfo":""}""")]
    [InlineData("urlParse \"http://u!$:p%2F@h%C3%A4.c/%41?x=%zz#f%41\" | toJson", """{"fragment":"fA","host":"hä.c","hostname":"hä.c","opaque":"","path":"/A","query":"x=%zz","scheme":"http","userinfo":"u%21$:p%2F"}""")]
    [InlineData("urlJoin (dict \"scheme\" \"http\" \"host\" \"h:80\" \"path\" \"p q\" \"userinfo\" \"u@x:p\" \"fragment\" \"a b\" \"query\" \"q=1 2\")", "http://u%40x:p@h:80/p%20q?q=1 2#a%20b")]
    [InlineData("urlJoin (dict \"path\" \"a:b/c\")", "./a:b/c")]
    [InlineData("toDate \"2006-01-02T15:04:05Z07:00\" \"2024-05-06T07:08:09+02:00\" | date \"15:04 MST\"", "05:08 UTC")]
    public void Urls_and_times(string call, string expected) => Assert.Equal(expected, Render(call));

    [Theory]
    [InlineData("urlParse \"http://[::1\"", "unable to parse url: parse \"http://[::1\": missing ']' in host")]
    [InlineData("urlParse \"http://h:8x/\"", "unable to parse url: parse \"http://h:8x/\": invalid port \":8x\" after host")]
    [InlineData("urlParse \"http://a b/\"", "unable to parse url: parse \"http://a b/\": invalid character \" \" in host name")]
    [InlineData("urlParse \"1a:b\"", "unable to parse url: parse \"1a:b\": first path segment in URL cannot contain colon")]
    [InlineData("urlJoin (dict \"userinfo\" \"u p\")", "unable to parse userinfo in dict: parse \"proto://u p@host\": net/url: invalid userinfo")]
    [InlineData("eq (list 1) (list 1)", "error calling eq: non-comparable type [%!s(int=1)]: []interface {}")]
    [InlineData("slice 5 1", "list should be type of slice or array but int")]
    [InlineData("mustDateModify \"1y\" (toDate \"2006\" \"2024\")", "time: unknown unit \"y\" in duration \"1y\"")]
    [InlineData("mustDateModify \"12\" (toDate \"2006\" \"2024\")", "time: missing unit in duration \"12\"")]
    [InlineData("mustDateModify \".s\" (toDate \"2006\" \"2024\")", "time: invalid duration \".s\"")]
    [InlineData("tpl \"{{ index . 9 }}\" (list 1)", "error calling tpl: error during tpl function execution for \"{{ index . 9 }}\": template: gotpl:1:3: executing \"gotpl\" at <index . 9>: error calling index: index out of range: 9")]
    [InlineData("decryptAES \"key\" \"a-b\"", "illegal base64 data at input byte 1")]
    public void Errors_have_the_words_of_Go(string call, string message) =>
        Assert.Contains(message, Assert.Throws<TemplateException>(() => Render(call)).Message, StringComparison.Ordinal);

    static string Render(string call) => Render(call, HelmFunctions.All);

    static string Render(string call, FunctionTable functions)
    {
        var set = new TemplateSet(functions);
        set.Parse("t", "{{ " + call + " }}");
        return set.Execute("t", null);
    }
}
