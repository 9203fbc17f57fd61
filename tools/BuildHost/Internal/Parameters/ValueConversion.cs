using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using Nuke.Common.IO;
using Nuke.Common.Tooling;

namespace NinjaBuild.BuildHost.Parameters;

/// <summary>Turns the text of a parameter into its value.</summary>
internal static class ValueConversion
{
    /// <summary>The type of one value: of a list's elements, of a nullable's content.</summary>
    public static Type Scalar(Type type)
    {
        var element = type.IsArray ? type.GetElementType()! : type;
        return Nullable.GetUnderlyingType(element) ?? element;
    }

    /// <param name="texts">The values as given; none for a flag without a value.</param>
    /// <param name="type">The parameter's type.</param>
    /// <param name="directory">What a relative path is relative to.</param>
    /// <exception cref="FormatException">A text is no value of the type; the message says what it should be.</exception>
    public static object? Convert(IReadOnlyList<string> texts, Type type, string directory)
    {
        var scalar = Scalar(type);
        if (type.IsArray)
        {
            var array = Array.CreateInstance(type.GetElementType()!, texts.Count);
            for (var i = 0; i < texts.Count; i++)
                array.SetValue(Convert(texts[i], scalar, directory), i);
            return array;
        }

        return texts.Count switch
        {
            0 => scalar == typeof(bool) ? true : null,
            1 => Convert(texts[0], scalar, directory),
            _ => throw new FormatException($"takes one value, not {texts.Count}"),
        };
    }

    /// <summary>The names that a value can have, or null where it is free.</summary>
    public static string[]? Choices(Type type)
    {
        var scalar = Scalar(type);
        if (scalar.IsEnum)
            return Enum.GetNames(scalar);
        return typeof(Enumeration).IsAssignableFrom(scalar)
            ? [.. scalar.GetFields(BindingFlags.Public | BindingFlags.Static).Select(x => x.Name).Order(StringComparer.Ordinal)]
            : null;
    }

    private static object Convert(string text, Type type, string directory)
    {
        if (type == typeof(string))
            return text;
        if (type == typeof(bool))
            return bool.TryParse(text, out var flag) ? flag : throw Expected(text, "true or false");
        if (type == typeof(int))
            return int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : throw Expected(text, "a whole number");
        if (type == typeof(AbsolutePath))
            return AbsolutePath.Create(Path.Combine(directory, text));
        if (Choices(type) is { } choices)
            return Choose(text, type, choices);

        try
        {
            return TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text) ?? throw Expected(text, $"a value of {type.Name}");
        }
        catch (Exception exception) when (exception is not FormatException)
        {
            throw Expected(text, type == typeof(long) ? "a whole number" : type == typeof(double) ? "a number" : $"a value of {type.Name}");
        }
    }

    private static object Choose(string text, Type type, string[] choices)
    {
        foreach (var choice in choices)
            if (choice.Equals(text, StringComparison.OrdinalIgnoreCase))
                return type.IsEnum ? Enum.Parse(type, choice) : type.GetField(choice)!.GetValue(null)!;

        var nearest = Spelling.Nearest(text, choices);
        throw Expected(text, $"one of {string.Join(", ", choices)}" + (nearest is null ? "" : $"; did you mean {nearest}?"));
    }

    private static FormatException Expected(string text, string expectation) => new($"'{text}' is not {expectation}");
}
