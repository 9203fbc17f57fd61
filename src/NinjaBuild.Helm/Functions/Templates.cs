using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using NinjaBuild.GoTemplates;
using static NinjaBuild.GoTemplates.ParameterType;

namespace NinjaBuild.Helm.Functions;

/// <summary>Templates that use templates: <c>include</c>, <c>tpl</c>, and <c>lookup</c>, which finds nothing without a cluster.</summary>
internal static class Templates
{
    /// <summary>What Helm calls the set of a chart's templates, and the text of a <c>tpl</c>.</summary>
    const string SetName = "gotpl";

    // Texts that evaluate texts put one message around another: at some length the outer ones say no more.
    const int MaxMessage = 20_000;

    static readonly ConditionalWeakTable<FunctionTable, ConcurrentDictionary<string, ParsedText>> Parsed = [];

    public static void AddTo(FunctionRegistry r)
    {
        r.Add("include", [Str, Any], (e, a) => Include(e, (string)a[0]!, a[1]));
        r.Add("tpl", [Str, Any], (e, a) => Evaluate(e, (string)a[0]!, a[1]));
        r.Add("lookup", [Str, Str, Str, Str], (e, a) => LookUp(e, (string)a[0]!, (string)a[1]!, (string)a[2]!, (string)a[3]!));
    }

    /// <summary>Nothing is found offline, as in helm template.</summary>
    static object LookUp(TemplateExecution execution, string apiVersion, string kind, string @namespace, string name) =>
        RenderEnvironment.Of(execution).Cluster?.Find(apiVersion, kind, @namespace, name) ?? new Dictionary<string, object?>(StringComparer.Ordinal);

    static string Include(TemplateExecution execution, string name, object? data)
    {
        if (!execution.Templates.Contains(name))
            throw new FunctionException($"template: no template \"{name}\" associated with template \"{SetName}\"");
        return execution.ExecuteTemplate(name, data);
    }

    static string Evaluate(TemplateExecution execution, string text, object? data)
    {
        if (!text.Contains(execution.Templates.Delimiters.Left, StringComparison.Ordinal))
            return text;
        var set = execution.Templates.Derive();
        set.Add(Parse(execution.Templates, text));
        try
        {
            return execution.Execute(set, SetName, data).Replace("<no value>", "", StringComparison.Ordinal);
        }
        catch (TemplateException error) when (text.Length + error.Message.Length <= MaxMessage)
        {
            throw new FunctionException($"error during tpl function execution for {GoTemplates.Formatting.Quoting.Quote(text)}: {error.Message}", error);
        }
    }

    /// <summary>Charts evaluate the same few texts again and again: each is parsed once.</summary>
    static ParsedText Parse(TemplateSet templates, string text)
    {
        var known = Parsed.GetOrCreateValue(templates.Functions);
        var key = templates.Delimiters.Left + text;
        if (known.TryGetValue(key, out var parsed))
            return parsed;
        try
        {
            parsed = ParsedText.Parse(SetName, text, templates.Functions, templates.Delimiters);
        }
        catch (TemplateException wrong)
        {
            throw new FunctionException($"cannot parse template {GoTemplates.Formatting.Quoting.Quote(text)}: {wrong.Message}");
        }

        if (known.Count > 10_000)
            known.Clear();
        return known.GetOrAdd(key, parsed);
    }
}
