namespace NinjaBuild.Kubernetes.Manifests;

/// <summary>A document of a text.</summary>
/// <param name="Text">The document, from its separator line on.</param>
/// <param name="LinesBefore">How many lines of the text come before it.</param>
/// <param name="Source">What its <c># Source:</c> comment says; null without one.</param>
readonly record struct DocumentSlice(string Text, int LinesBefore, string? Source);

/// <summary>
/// Cuts a text into its documents before any YAML is read, so that one that is broken takes no other with it. A line that starts with
/// <c>---</c> cannot be anything else: the content of every block scalar is indented.
/// </summary>
static class DocumentSlices
{
    const string SourceComment = "# Source:";

    public static IEnumerable<DocumentSlice> Of(string text)
    {
        int start = 0;
        int line = 0;
        int linesBefore = 0;
        string? source = null;
        bool hasContent = false;
        for (int at = 0; at < text.Length; line++)
        {
            int end = text.IndexOf('\n', at);
            if (end < 0) end = text.Length;
            if (IsSeparator(text, at, end))
            {
                if (hasContent) yield return new DocumentSlice(text[start..at], linesBefore, source);
                (start, linesBefore, source) = (at, line, null);
                hasContent = !text.AsSpan(at + 3, end - at - 3).IsWhiteSpace();
            }
            else
            {
                var content = text.AsSpan(at, end - at).Trim();
                if (!hasContent && content.StartsWith(SourceComment, StringComparison.Ordinal))
                    source = content[SourceComment.Length..].Trim().ToString();
                hasContent |= content.Length > 0 && content[0] != '#';
            }

            at = end + 1;
        }

        if (hasContent) yield return new DocumentSlice(text[start..], linesBefore, source);
    }

    static bool IsSeparator(string text, int start, int end) =>
        end - start >= 3
        && text.AsSpan(start, 3).SequenceEqual("---")
        && (end - start == 3 || text[start + 3] is ' ' or '\t' or '\r');
}
