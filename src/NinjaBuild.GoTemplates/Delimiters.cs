namespace NinjaBuild.GoTemplates;

/// <summary>The marks around an action: <c>{{ }}</c> in Helm's templates, <c>[[ ]]</c> in the composer's.</summary>
/// <param name="Left">Starts an action; not empty.</param>
/// <param name="Right">Ends an action; not empty.</param>
public sealed record Delimiters(string Left, string Right)
{
    /// <summary>Go's own: <c>{{</c> and <c>}}</c>.</summary>
    public static Delimiters Braces { get; } = new("{{", "}}");

    /// <summary><c>[[</c> and <c>]]</c>: <c>{{ }}</c> in such a template is plain text.</summary>
    public static Delimiters Brackets { get; } = new("[[", "]]");
}
