namespace NinjaBuild.Fuzz.Tests;

/// <summary>Cases and hostile inputs that are not dealt with yet, and what they do: to be emptied, never to grow quietly. The fuzzer still runs them.</summary>
static class OpenFindings
{
    public static IReadOnlyDictionary<(string Target, string Name), string> Reasons { get; } = new Dictionary<(string, string), string>
    {
        [("template-evaluator", "a map that holds itself, compared")] = "deepEqual overflows the stack",
        [("template-evaluator", "a value that is deep, compared")] = "deepEqual overflows the stack",
        [("template-evaluator", "lists of themselves, compared")] = "deepEqual does not end",
        [("template-evaluator", "lists of themselves, unique")] = "uniq compares without end",
        [("template-evaluator", "lists of themselves, copied")] = "deepCopy takes all memory",
        [("template-evaluator", "lists of themselves, as JSON")] = "toJson takes all memory",
        [("template-evaluator", "lists of themselves, as TOML")] = "toToml does not end",
        [("template-evaluator", "maps of themselves, merged")] = "merge does not end",
        [("regex", "quoted")] = "takes 19 s: .NET makes an automaton of an expression of any length",
        [("template-evaluator", "a regex of half a megabyte")] = "takes more than 15 s: .NET makes an automaton of an expression of any length",
        [("template-evaluator", "a deep value as JSON, where the stack is used up")] = "deepCopy, toJson and fromJson overflow the stack at the end of a deep recursion of templates",
        [("set-syntax", "indexes in indexes")] = "overflows the stack: only names are bounded in depth",
        [("set-syntax", "large indexes in indexes")] = "overflows the stack: only names are bounded in depth",
        [("set-syntax", "names and indexes")] = "overflows the stack: only names are bounded in depth",
        [("set-syntax", "large indexes")] = "20,000 lists of 65,537 items take all memory",
        [("set-syntax", "keys")] = "--set-json copies what is left of the text for each key",
        [("set-syntax", "JSON after JSON")] = "--set-json copies what is left of the text for each key",
        [("set-syntax", "many keys")] = "--set-json copies what is left of the text for each key",
        [("chart-archive", "global-attributes-of-any-size")] = "TarReader's InvalidOperationException is let through",
        [("chart-archive", "long-path-of-any-size")] = "TarReader's InvalidOperationException is let through",
        [("chart-archive", "a glob of stars")] = "a glob is matched in exponential time",
    };
}
