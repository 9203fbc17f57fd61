namespace NinjaBuild.Deploy.Records;

/// <summary>Takes a stream apart into lines, with limits for what may be anything.</summary>
static class TextLines
{
    /// <summary>The lines, without their ends; each is valid until the next one is asked for.</summary>
    /// <param name="text">The stream.</param>
    /// <param name="maxLine">Bytes of a line.</param>
    /// <param name="maxText">Bytes of all.</param>
    /// <exception cref="BrokenRecordException">It is longer, or ends within a line.</exception>
    public static IEnumerable<ReadOnlyMemory<byte>> Of(Stream text, int maxLine, long maxText)
    {
        var buffer = new byte[Math.Min(maxLine, 64 << 10)];
        int start = 0, searched = 0, end = 0;
        for (long total = 0; ;)
        {
            int length = buffer.AsSpan(searched, end - searched).IndexOf((byte)'\n');
            if (length >= 0)
            {
                length += searched - start;
                yield return buffer.AsMemory(start, length);
                searched = start += length + 1;
                continue;
            }

            buffer.AsSpan(start, end - start).CopyTo(buffer);
            searched = end -= start;
            start = 0;
            if (end == buffer.Length)
            {
                if (end == maxLine)
                    throw new BrokenRecordException($"has a line of more than {maxLine} bytes");
                Array.Resize(ref buffer, Math.Min(end * 2, maxLine));
            }

            int read = text.Read(buffer, end, buffer.Length - end);
            if (read == 0)
                break;
            end += read;
            total += read;
            if (total > maxText)
                throw new BrokenRecordException($"unpacks to more than {maxText} bytes");
        }

        if (end > 0)
            throw new BrokenRecordException("ends within a line");
    }
}
