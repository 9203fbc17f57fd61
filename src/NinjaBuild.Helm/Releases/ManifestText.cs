namespace NinjaBuild.Helm.Releases;

/// <summary>Cuts a text of YAML documents as Helm does (releaseutil.SplitManifests): by its pattern <c>(?:^|\s*\n)---\s*</c>, and trimmed.</summary>
static class ManifestText
{
    public static List<string> Split(string text)
    {
        var documents = new List<string>();
        text = text.Trim();
        var start = 0;
        if (text.StartsWith("---", StringComparison.Ordinal))
            start = SkipSpace(text, 3);
        while (true)
        {
            var mark = text.IndexOf("\n---", start, StringComparison.Ordinal);
            Add(documents, mark < 0 ? text.AsSpan(start) : text.AsSpan(start, mark - start).TrimEnd("\t\n\f\r "));
            if (mark < 0)
                return documents;
            start = SkipSpace(text, mark + 4);
        }
    }

    static void Add(List<string> documents, ReadOnlySpan<char> document)
    {
        if (!document.IsEmpty)
            documents.Add(document.Trim().ToString());
    }

    static int SkipSpace(string text, int position)
    {
        while (position < text.Length && text[position] is '\t' or '\n' or '\f' or '\r' or ' ')
            position++;
        return position;
    }
}
