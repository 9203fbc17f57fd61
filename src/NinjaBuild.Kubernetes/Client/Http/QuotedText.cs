using System.Text;

namespace NinjaBuild.Kubernetes.Client.Http;

/// <summary>Text between quotes, in which a backslash stands before quotes and backslashes (RFC 9110, 5.6.4; Go's <c>%q</c>).</summary>
static class QuotedText
{
    /// <summary>What stands between the quotes.</summary>
    public static string Unescape(ReadOnlySpan<char> escaped)
    {
        if (!escaped.Contains('\\')) return escaped.ToString();
        var text = new StringBuilder(escaped.Length);
        for (int i = 0; i < escaped.Length; i++)
        {
            if (escaped[i] == '\\' && i + 1 < escaped.Length) i++;
            text.Append(escaped[i]);
        }

        return text.ToString();
    }
}
