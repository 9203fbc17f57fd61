namespace NinjaBuild.GoTemplates.Tests;

static class Render
{
    public static readonly FunctionTable Functions = new();

    public static string Text(string template, object? data = null, Delimiters? delimiters = null, MissingKey missingKey = MissingKey.NoValue, ExecutionLimits? limits = null)
    {
        var set = new TemplateSet(Functions, delimiters, missingKey);
        set.Parse("t.yaml", template);
        return set.Execute("t.yaml", data, limits);
    }

    public static TemplateException Error(string template, object? data = null, MissingKey missingKey = MissingKey.NoValue, ExecutionLimits? limits = null) =>
        Assert.Throws<TemplateException>(() => Text(template, data, null, missingKey, limits));

    public static Dictionary<string, object?> Map(params (string Key, object? Value)[] entries) =>
        entries.ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);
}
