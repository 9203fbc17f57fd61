using System.Text;
using System.Text.RegularExpressions;
using NinjaBuild.GoTemplates;
using NinjaBuild.GoTemplates.Values;
using static NinjaBuild.GoTemplates.ParameterType;

namespace NinjaBuild.Helm.Functions;

/// <summary>RE2's regular expressions on .NET's linear-time engine.</summary>
internal static class RegularExpressions
{
    public static void AddTo(FunctionRegistry r)
    {
        r.Add("regexMatch", [Str, Str], (_, a) => Boxes.Box(TryCompile((string)a[0]!, out var regex) && regex.IsMatch((string)a[1]!)));
        r.Add("mustRegexMatch", [Str, Str], (_, a) => Boxes.Box(Compile(a[0], must: true).IsMatch((string)a[1]!)));
        r.Add("regexQuoteMeta", [Str], (_, a) => QuoteMeta((string)a[0]!));
        foreach (var must in (ReadOnlySpan<bool>)[false, true])
        {
            r.Add(Name("regexFind", must), [Str, Str], (_, a) => Compile(a[0], must).Match((string)a[1]!) is { Success: true } match ? match.Value : "");
            r.Add(Name("regexFindAll", must), [Str, Str, Int], (_, a) => FindAll(Compile(a[0], must), (string)a[1]!, Cast.Int(a[2])));
            r.Add(Name("regexSplit", must), [Str, Str, Int], (_, a) => Split(Compile(a[0], must), (string)a[0]!, (string)a[1]!, Cast.Int(a[2])));
            r.Add(Name("regexReplaceAll", must), [Str, Str, Str], (_, a) => Replace(Compile(a[0], must), (string)a[1]!, (string)a[2]!, expands: true));
            r.Add(Name("regexReplaceAllLiteral", must), [Str, Str, Str], (_, a) => Replace(Compile(a[0], must), (string)a[1]!, (string)a[2]!, expands: false));
        }
    }

    static string Name(string name, bool must) => must ? "mustR" + name[1..] : name;

    static bool TryCompile(string pattern, out Regex regex)
    {
        try
        {
            regex = Re2.Compile(pattern);
            return true;
        }
        catch (FunctionException)
        {
            regex = null!;
            return false;
        }
    }

    /// <summary>The functions without must panic in Go, with a longer message.</summary>
    static Regex Compile(object? pattern, bool must)
    {
        try
        {
            return Re2.Compile((string)pattern!);
        }
        catch (FunctionException error) when (!must)
        {
            throw new FunctionException($"regexp: Compile(`{pattern}`): {error.Message}");
        }
    }

    /// <summary>Go's matches: an empty one that touches the one before it does not count.</summary>
    static IEnumerable<Match> Matches(Regex regex, string text)
    {
        var end = -1;
        for (var match = regex.Match(text); match.Success; match = match.NextMatch())
        {
            if (match.Length > 0 || match.Index != end)
                yield return match;
            end = match.Index + match.Length;
        }
    }

    static GoList FindAll(Regex regex, string text, long limit)
    {
        var found = new List<object?>();
        foreach (var match in Matches(regex, text))
        {
            if (limit >= 0 && found.Count >= limit)
                break;
            found.Add(match.Value);
        }

        return GoList.Strings(found);
    }

    static GoList Split(Regex regex, string pattern, string text, long limit)
    {
        var parts = new List<object?>();
        if (limit == 0)
            return GoList.Strings(parts);
        if (pattern.Length > 0 && text.Length == 0)
            return GoList.Strings([""]);
        int start = 0, end = 0;
        foreach (var match in Matches(regex, text))
        {
            if (limit > 0 && parts.Count == limit - 1)
                break;
            end = match.Index;
            if (match.Index + match.Length != 0)
                parts.Add(text[start..end]);
            start = match.Index + match.Length;
        }

        if (end != text.Length)
            parts.Add(text[start..]);
        return GoList.Strings(parts);
    }

    static string Replace(Regex regex, string text, string replacement, bool expands)
    {
        var replaced = new StringBuilder();
        var end = 0;
        foreach (var match in Matches(regex, text))
        {
            replaced.Append(text, end, match.Index - end);
            if (expands)
                Expand(replaced, replacement, regex, match);
            else
                replaced.Append(replacement);
            end = match.Index + match.Length;
        }

        return replaced.Append(text, end, text.Length - end).ToString();
    }

    /// <summary><c>$1</c>, <c>$name</c>, <c>${1}</c>; the longest name counts, and an unknown group is empty.</summary>
    static void Expand(StringBuilder replaced, string template, Regex regex, Match match)
    {
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] != '$' || i + 1 == template.Length)
            {
                replaced.Append(template[i]);
                continue;
            }

            if (template[i + 1] == '$')
            {
                replaced.Append('$');
                i++;
                continue;
            }

            var braced = template[i + 1] == '{';
            var start = i + (braced ? 2 : 1);
            var stop = start;
            while (stop < template.Length && (char.IsLetterOrDigit(template[stop]) || template[stop] == '_'))
                stop++;
            if (stop == start || (braced && (stop == template.Length || template[stop] != '}')))
            {
                replaced.Append('$');
                continue;
            }

            replaced.Append(Group(regex, match, template[start..stop]));
            i = braced ? stop : stop - 1;
        }
    }

    static string Group(Regex regex, Match match, string name)
    {
        if (name.AsSpan().ContainsAnyExceptInRange('0', '9'))
            return Array.IndexOf(regex.GetGroupNames(), name) >= 0 ? match.Groups[name].Value : "";
        return int.TryParse(name, out var number) && number < match.Groups.Count ? match.Groups[number].Value : "";
    }

    static string QuoteMeta(string text)
    {
        var quoted = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            if (@"\.+*?()|[]{}^$".Contains(c, StringComparison.Ordinal))
                quoted.Append('\\');
            quoted.Append(c);
        }

        return quoted.ToString();
    }
}
