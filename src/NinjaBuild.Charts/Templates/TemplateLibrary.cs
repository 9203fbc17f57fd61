using System.Collections.Concurrent;
using System.Text;
using NinjaBuild.GoTemplates;
using NinjaBuild.Helm.Functions;
using NinjaBuild.Hermetic;

namespace NinjaBuild.Charts.Templates;

/// <summary>
/// Compose-time templates: <c>[[ … ]]</c> runs now, <c>{{ … }}</c> is text. A parsed set is kept for as long as its files stay the same.
/// </summary>
sealed class TemplateLibrary
{
    static readonly FunctionTable Functions = CreateFunctions();
    readonly ConcurrentDictionary<Digest, TemplateSet> _parsed = new();

    /// <summary>Fills in a template.</summary>
    /// <param name="templates">The templates that may be used, by file name.</param>
    /// <param name="name">File name of the one to fill in.</param>
    /// <param name="data">What <c>.</c> is in it.</param>
    /// <exception cref="RuleException">The template is broken; the message has its file, line and column.</exception>
    public string Render(FileTree templates, string name, IReadOnlyDictionary<string, object?> data)
    {
        try
        {
            return _parsed.GetOrAdd(templates.RootDigest, _ => Parse(templates)).Execute(name, data);
        }
        catch (TemplateException e)
        {
            throw new RuleException(e.Message);
        }
    }

    static TemplateSet Parse(FileTree templates)
    {
        var set = new TemplateSet(Functions, Delimiters.Brackets);
        foreach (var file in templates.Files)
            set.Parse(file.Path, Encoding.UTF8.GetString(file.Content));
        return set;
    }

    static FunctionTable CreateFunctions()
    {
        var table = new FunctionTable(HelmFunctions.Hermetic);
        // Text for a file that Helm will take for a template: whatever it says comes out as it stands.
        table.Add("literal", [ParameterType.Str], static (_, arguments) => ((string)arguments[0]!).Replace("{{", """{{ "{{" }}""", StringComparison.Ordinal));
        return table;
    }
}
