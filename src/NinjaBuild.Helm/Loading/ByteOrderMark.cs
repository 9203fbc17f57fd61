namespace NinjaBuild.Helm.Loading;

/// <summary>The bytes that some editors put ahead of UTF-8.</summary>
static class ByteOrderMark
{
    public static ReadOnlyMemory<byte> Skip(ReadOnlyMemory<byte> content) =>
        content.Span.StartsWith((ReadOnlySpan<byte>)[0xef, 0xbb, 0xbf]) ? content[3..] : content;
}
