using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace NinjaBuild.Yaml.Reading;

/// <summary>Turns bytes into text that the scanner can be trusted with: bounded, valid UTF-8, no control characters.</summary>
static class SourceText
{
    const int MaxReported = 10;

    // What YAML 1.1 (5.1) does not allow in a stream: C0 but tab and line breaks, DEL, C1 but NEL, and two non-characters.
    static readonly SearchValues<char> Forbidden = SearchValues.Create(ForbiddenCharacters());

    public static string? Decode(ReadOnlySpan<byte> bytes, string path, YamlLimits limits, List<YamlError> errors)
    {
        if (bytes.Length > limits.MaxBytes)
        {
            errors.Add(new YamlError(path, new Position(1, 1), $"is {bytes.Length:N0} bytes long; at most {limits.MaxBytes:N0} are read"));
            return null;
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) bytes = bytes[3..];
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            errors.Add(new YamlError(path, new Position(1, 1), "is UTF-16: save the file as UTF-8"));
            return null;
        }

        if (!Utf8.IsValid(bytes))
        {
            ReportInvalidUtf8(bytes, path, errors);
            return null;
        }

        var text = Encoding.UTF8.GetString(bytes);
        return CheckCharacters(text, path, errors) ? text : null;
    }

    public static bool Check(string text, string path, YamlLimits limits, List<YamlError> errors)
    {
        int bytes = text.Length > limits.MaxBytes ? text.Length : Encoding.UTF8.GetByteCount(text);
        if (bytes > limits.MaxBytes)
        {
            errors.Add(new YamlError(path, new Position(1, 1), $"is {bytes:N0} bytes long; at most {limits.MaxBytes:N0} are read"));
            return false;
        }

        return CheckCharacters(text, path, errors);
    }

    static void ReportInvalidUtf8(ReadOnlySpan<byte> bytes, string path, List<YamlError> errors)
    {
        int line = 1;
        int column = 1;
        int lastLine = 0;
        int reported = 0;
        while (!bytes.IsEmpty && reported < MaxReported)
        {
            var status = Rune.DecodeFromUtf8(bytes, out var rune, out int consumed);
            if (status != OperationStatus.Done && line != lastLine)
            {
                errors.Add(new YamlError(path, new Position(line, column), $"is not valid UTF-8 here (byte 0x{bytes[0]:X2}): save the file as UTF-8"));
                lastLine = line;
                reported++;
            }

            if (rune.Value == '\n')
            {
                line++;
                column = 1;
            }
            else
            {
                column += rune.Utf16SequenceLength;
            }

            bytes = bytes[consumed..];
        }
    }

    static bool CheckCharacters(string text, string path, List<YamlError> errors)
    {
        int index = text.AsSpan().IndexOfAny(Forbidden);
        if (index < 0) return true;

        var before = text.AsSpan(0, index);
        int line = before.Count('\n') + 1;
        int column = index - before.LastIndexOf('\n');
        errors.Add(new YamlError(
            path,
            new Position(line, column),
            $"has the control character U+{(int)text[index]:X4}, which YAML does not allow: write it as an escape in double quotes")
        {
            GoMessage = "yaml: control characters are not allowed",
        });
        return false;
    }

    static char[] ForbiddenCharacters()
    {
        var characters = new List<char>(70);
        for (char c = '\0'; c < '\u00A0'; c++)
        {
            if (char.IsControl(c) && c is not ('\t' or '\n' or '\r' or '\u0085')) characters.Add(c);
        }

        characters.Add('\uFFFE');
        characters.Add('\uFFFF');
        return [.. characters];
    }
}
