namespace NinjaBuild.GoTemplates.Execution;

/// <summary>What has been written so far. A template that is called for its text writes behind it, and is then cut off again.</summary>
internal sealed class OutputBuffer
{
    char[] _chars = new char[1024];

    public int Length { get; private set; }

    public void Append(ReadOnlySpan<char> text)
    {
        if (text.Length > _chars.Length - Length)
            Array.Resize(ref _chars, Math.Max((int)Math.Min(_chars.Length * 2L, Array.MaxLength), checked(Length + text.Length)));
        text.CopyTo(_chars.AsSpan(Length));
        Length += text.Length;
    }

    /// <summary>Takes off and returns what was written since the given length.</summary>
    public string Cut(int start)
    {
        var text = new string(_chars, start, Length - start);
        Length = start;
        return text;
    }
}
