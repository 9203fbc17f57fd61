namespace NinjaBuild.Charts.Rules;

/// <summary>An object's name as an expression of Helm's template language.</summary>
static class HelmName
{
    const string Release = "{release}";

    /// <summary>
    /// A text constant, or, where the name has <c>{release}</c>, a call that fills in the release's name. Names are DNS labels: nothing in
    /// them needs escaping.
    /// </summary>
    public static string Expression(string name) => name.Contains(Release, StringComparison.Ordinal)
        ? $"""(printf "{name.Replace(Release, "%s", StringComparison.Ordinal)}"{Arguments(name)} | trunc 63 | trimSuffix "-")"""
        : $"\"{name}\"";

    static string Arguments(string name) =>
        string.Concat(Enumerable.Repeat(" $.Release.Name", name.Split(Release).Length - 1));
}
