namespace NinjaBuild.GoTemplates.Syntax;

/// <summary>A named tree, and the text that it was parsed from. Never changes; shared by all who execute it.</summary>
/// <param name="Name">The name it is called by.</param>
/// <param name="Source">The text it stands in.</param>
/// <param name="Root">Its nodes.</param>
internal sealed record ParsedTemplate(string Name, TemplateSource Source, ListNode Root)
{
    /// <summary>The whole template as source.</summary>
    public override string ToString() => Root.ToSource(Source.Delimiters);
}

/// <summary>A text of templates.</summary>
/// <param name="Name">What errors call it: the name of the file.</param>
/// <param name="Text">All of it.</param>
/// <param name="Delimiters">The marks that it was read with.</param>
internal sealed record TemplateSource(string Name, string Text, Delimiters Delimiters)
{
    /// <summary>The line (from 1) and the bytes before the place on that line.</summary>
    public (int Line, int Column) Locate(int position)
    {
        var before = Text.AsSpan(0, Math.Min(position, Text.Length));
        var lineStart = before.LastIndexOf('\n') + 1;
        return (1 + before.Count('\n'), Values.GoString.ByteLength(before[lineStart..]));
    }
}
