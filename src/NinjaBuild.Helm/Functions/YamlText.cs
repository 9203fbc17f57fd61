using NinjaBuild.GoTemplates;

namespace NinjaBuild.Helm.Functions;

/// <summary>YAML as sigs.k8s.io/yaml writes and reads it.</summary>
internal static class YamlText
{
    /// <summary>Writes a value; without the last line's end, as Helm's functions want it.</summary>
    public static Func<object?, string> Write { get; set; } = static _ => throw new FunctionException("YAML cannot be written yet");

    /// <summary>Reads one document; numbers are float64, as the way through JSON makes them.</summary>
    public static Func<string, object?> Read { get; set; } = static _ => throw new FunctionException("YAML cannot be read yet");

    public static string WritePretty(object? value) => Write(value);

    public static object? ReadAs(string text, bool isMap) => Encoding.Typed(Read(text), isMap);
}
