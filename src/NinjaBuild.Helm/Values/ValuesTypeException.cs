using NinjaBuild.GoTemplates.Formatting;

namespace NinjaBuild.Helm.Values;

/// <summary>The values of a subchart are something else than a table.</summary>
sealed class ValuesTypeException(string subchart, object? value)
    : Exception($"type mismatch on {subchart}: the values of a subchart are a mapping, but this is {GoFormat.Sprintf("%v", [value])}");
