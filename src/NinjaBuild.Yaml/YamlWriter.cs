using NinjaBuild.Yaml.Writing;

namespace NinjaBuild.Yaml;

/// <summary>
/// Writes values byte for byte as <c>Marshal</c> of sigs.k8s.io/yaml 1.6 does: by way of JSON, then with the emitter of go-yaml v2. Keys are
/// sorted, lists under a key are not indented, quotes stand only where they are needed, lines fold after column 80.
/// </summary>
public static class YamlWriter
{
    const int DefaultMaxLength = 64 << 20;

    /// <summary>The YAML of a value, with a line break at its end.</summary>
    /// <param name="value">
    /// null, a boolean, a number, a string, bytes (which become base64), a dictionary with string keys, a list, or a
    /// <see cref="YamlNode"/>, as deep as need be.
    /// </param>
    /// <exception cref="YamlWriteException">
    /// The value has no such form: a number that is not finite, a control character that YAML does not allow (DEL, C1), a key
    /// of more than 1022 characters, more than 1,000 levels, an object of another type, or it is too long.
    /// </exception>
    public static string Write(object? value) => Write(value, isPretty: false, DefaultMaxLength);

    /// <summary>The same, with a limit of one's own.</summary>
    /// <param name="value">The value.</param>
    /// <param name="maxLength">About as many characters are written at most: one list can stand in a value any number of times.</param>
    /// <exception cref="YamlWriteException">The value has no such form, or a longer one.</exception>
    public static string Write(object? value, int maxLength) => Write(value, isPretty: false, maxLength);

    /// <summary>
    /// The YAML of a value as the encoder of go-yaml v3 writes it with an indent of 2: lists under a key are indented, lines do not fold.
    /// </summary>
    /// <inheritdoc cref="Write(object?)"/>
    public static string WritePretty(object? value) => Write(value, isPretty: true, DefaultMaxLength);

    static string Write(object? value, bool isPretty, int maxLength)
    {
        var emitter = new Emitter(maxLength, isPretty);
        emitter.Document(value);
        return emitter.ToString();
    }
}
