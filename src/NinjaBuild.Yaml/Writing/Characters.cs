namespace NinjaBuild.Yaml.Writing;

/// <summary>Kinds of characters as go-yaml v2 tells them apart (yamlprivateh.go).</summary>
static class Characters
{
    public static bool IsBreak(char c) => c is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029';

    /// <summary>Whether it may be written as it is. What lies outside of the basic plane may not.</summary>
    public static bool IsPrintable(char c) =>
        c is (>= ' ' and <= '~') or '\n' or (>= '\u00A0' and <= '\uD7FF') or (>= '\uE000' and <= '\uFFFD' and not '\uFEFF');
}
