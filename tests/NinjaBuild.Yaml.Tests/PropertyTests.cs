using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace NinjaBuild.Yaml.Tests;

public sealed class PropertyTests
{
    static readonly YamlLimits Small = new(MaxBytes: 10_000, MaxDepth: 20, MaxNodes: 2_000);

    static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Default };

    static readonly string[] Pieces =
    [
        "a", "b: ", "- ", "? ", ": ", "\n", "\n  ", "\n    ", " ", "\t", "[", "]", "{", "}", ",", "&x ", "*x", "!!int ", "!t ", "!", "'", "\"", "\\", "\\n",
        "|\n", ">-\n", "|2+\n", "#", " # c", "---\n", "...\n", "%YAML 1.1\n", "%TAG ! x\n", "<<: ", "1", "0x1F", ".5", "~", "yes", "é", "\u2028", "\u0085", "\r\n", "😀",
    ];

    static readonly string[] Words =
    [
        "a", "text", " ", "  ", "\n", "\n\n", "\t", ":", ": ", " #", "-", "- ", "?", "[", "{", "'", "\"", "\\", "true", "12", "0x", "1e3", ".", "~", "|", ">", "%", "@", "&", "*", "!",
        "é", "\u00a0", "\u2028", "\ufeff", "😀", "\u0001", "\r", "0", "9", "_", "---", "2001-01-01", "abcdefghijklmnopqrstuvwxyz abcdefghijklmnopqrstuvwxyz ",
    ];

    [Fact]
    public void What_is_written_is_read_as_it_was() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Values(4).ToArbitrary(), value =>
        {
            var read = YamlReader.Read(YamlWriter.Write(value), "f");
            return read.Errors.Count == 0 && Yaml.Show(Sorted(value)) == Yaml.Show(Sorted(YamlValues.ToObject(read.Documents[0])));
        }));

    [Fact]
    public void JSON_is_read_as_YAML() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Values(4).ToArbitrary(), value =>
        {
            // The escapes of JSON are those of YAML, but for characters that take two of them: those stand for themselves here.
            var json = JsonSerializer.Serialize(value, Json).Replace(@"\uD83D\uDE00", "😀", StringComparison.Ordinal);
            var read = YamlReader.Read(json, "f", dialect: YamlDialect.Kubernetes);
            return read.Errors.Count == 0 && Yaml.Show(Sorted(value)) == Yaml.Show(Sorted(YamlValues.ToObject(read.Documents[0])));
        }));

    [Fact]
    public void Bytes_and_text_are_read_the_same() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Texts(Pieces).ToArbitrary(), text =>
        {
            var (fromText, fromBytes) = (YamlReader.Read(text, "f", Small), YamlReader.Read(Encoding.UTF8.GetBytes(text), "f", Small));
            return fromText.Errors.SequenceEqual(fromBytes.Errors) && fromText.Documents.Count == fromBytes.Documents.Count
                && fromText.Documents.Zip(fromBytes.Documents).All(pair => Yaml.Show(YamlValues.ToObject(pair.First)) == Yaml.Show(YamlValues.ToObject(pair.Second)));
        }));

    [Fact]
    public void Any_text_of_YAML_pieces_ends_in_documents_or_errors() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Texts(Pieces).ToArbitrary(), text => Ends(YamlReader.Read(text, "f", Small), text)));

    [Fact]
    public void Any_characters_end_in_documents_or_errors() =>
        Check.QuickThrowOnFailure(Prop.ForAll<string?>(text => Ends(YamlReader.Read(text ?? "", "f", Small), text ?? "")));

    [Fact]
    public void Any_bytes_end_in_documents_or_errors() =>
        Check.QuickThrowOnFailure(Prop.ForAll<byte[]>(bytes => Ends(YamlReader.Read(bytes, "f", Small), Encoding.UTF8.GetString(bytes))));

    [Fact]
    public void What_was_read_and_written_is_read_the_same_again() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Texts(Pieces).ToArbitrary(), text =>
        {
            var read = YamlReader.Read(text, "f", Small);
            if (read.Errors.Count > 0 || read.Documents.Count == 0) return true;
            var value = YamlValues.ToObject(read.Documents[0]);
            try
            {
                var written = YamlWriter.Write(value);

                // The one key that go-yaml writes without quotes and reads as something else.
                return written.Contains("<<", StringComparison.Ordinal) || YamlWriter.Write(Yaml.Value(written)) == written;
            }
            catch (YamlWriteException)
            {
                return true;
            }
        }));

    [Fact]
    public void The_order_of_entries_does_not_show_in_what_is_written() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Gen.ListOf(Gen.Elements("a", "b1", "b10", "b2", "b02", "C", "_", "é", "a.b", "a-b", "1", "x9y")).ToArbitrary(), keys =>
        {
            var forwards = keys.Distinct().ToDictionary(key => key, key => (object?)key);
            var backwards = keys.Distinct().Reverse().ToDictionary(key => key, key => (object?)key);
            return YamlWriter.Write(forwards) == YamlWriter.Write(backwards);
        }));

    static bool Ends(YamlResult result, string text)
    {
        int lines = text.Count(c => c is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029') + 1;
        return result.Errors.All(error => error.At.Line >= 1 && error.At.Column >= 1 && error.At.Line <= lines && error.Message.Length > 0);
    }

    static Gen<string> Texts(string[] pieces) => Gen.Elements(pieces).ListOf().Select(list => string.Concat(list));

    static Gen<object?> Values(int depth)
    {
        var scalars = Gen.OneOf(
            Texts(Words).Select(text => (object?)text),
            ArbMap.Default.GeneratorFor<long>().Select(number => (object?)number),
            ArbMap.Default.GeneratorFor<NormalFloat>().Select(number => (object?)number.Get),
            Gen.Elements<object?>(null, true, false));
        if (depth == 0) return scalars;
        var inner = Values(depth - 1);
        var lists = Gen.Choose(0, 4).SelectMany(count => inner.ListOf(count)).Select(list => (object?)list.ToList());
        var maps = Gen.Choose(0, 4).SelectMany(count => Texts(Words).Zip(inner).ListOf(count)).Select(Map);
        return Gen.OneOf(scalars, lists, maps);
    }

    static object? Map(IEnumerable<(string Key, object? Value)> entries)
    {
        var map = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (key, value) in entries) map[key] = value;
        return map;
    }

    // A float without a fraction comes back as an integer, as it does behind JSON.
    static object? Sorted(object? value) => value switch
    {
        double number when number == Math.Floor(number) && Math.Abs(number) < 1e15 => (long)number,
        Dictionary<string, object?> map => map.OrderBy(entry => entry.Key, StringComparer.Ordinal).ToDictionary(entry => entry.Key, entry => Sorted(entry.Value)),
        List<object?> list => list.ConvertAll(Sorted),
        _ => value,
    };
}
