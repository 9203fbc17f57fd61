using NinjaBuild.Compare.Import.Inference;
using NinjaBuild.Compare.Import.Lifting;
using NinjaBuild.Kubernetes.Trees;
using NinjaBuild.Workspace;
using NinjaBuild.Workspace.Declarations;
using Map = System.Collections.Generic.Dictionary<string, object?>;

namespace NinjaBuild.Compare.Import.Writing;

/// <summary>The files of an app: its declaration, and its longer configuration as files beside it.</summary>
static class AppFile
{
    // A text of more lines is easier to read and change as a file of its own.
    const int LongestText = 6;

    const string ConfigFolder = "config";

    static readonly string[] SecurityContexts = ["podSecurityContext", "securityContext"];

    /// <summary>Writes an app.</summary>
    /// <param name="folder">Its folder in the workspace.</param>
    /// <param name="constant">The fields that hold in every environment by their nature.</param>
    /// <param name="split">The other fields.</param>
    public static IEnumerable<ImportedFile> Write(string folder, Map constant, EnvironmentOverlays split)
    {
        var files = new List<ImportedFile>();
        var long_ = LongKeys(split);
        var fields = new Map(constant);
        foreach (var (name, value) in split.Base)
            fields[name] = value;
        MoveTexts(fields, folder, ConfigFolder, long_, files);
        var environments = new Map();
        foreach (var (environment, overlay) in split.Overlays)
        {
            MoveTexts(overlay, folder, $"{ConfigFolder}/{environment}", long_, files);
            environments[environment] = overlay;
        }

        fields.Put("environments", environments);
        return files.Prepend(new ImportedFile($"{folder}/{WorkspaceLayout.AppFile}", DeclarationText.Write(fields, typeof(AppDeclaration), Comments(fields))));
    }

    static HashSet<string> LongKeys(EnvironmentOverlays split) => [.. split.Overlays.Values.Prepend(split.Base)
        .SelectMany(fields => fields.Mapping("config", "data"))
        .Where(entry => entry.Value is string text && text.Count(c => c == '\n') > LongestText).Select(entry => entry.Key)];

    static void MoveTexts(Map fields, string folder, string below, HashSet<string> keys, List<ImportedFile> files)
    {
        if (fields.GetValueOrDefault("config") is not Map config || config.GetValueOrDefault("data") is not Map data)
            return;
        var moved = new Map();
        foreach (var key in keys.Where(data.ContainsKey).Order(StringComparer.Ordinal))
        {
            if (data[key] is string text)
                files.Add(new ImportedFile($"{folder}/{below}/{key}", text));
            moved[key] = data[key] is string ? $"{below}/{key}" : null;
            data.Remove(key);
        }

        config.Put("files", moved);
        if (data.Count == 0)
            config.Remove("data");
    }

    static Dictionary<string, string> Comments(Map fields)
    {
        var comments = new Dictionary<string, string>();
        if (SecurityContexts.FirstOrDefault(name => HasNull(fields.GetValueOrDefault(name))) is { } first)
            comments[first] = "The live pods do without the secure defaults that are null here: remove one to harden them.";
        if (fields.At("resources", "defaults") is false)
            comments["resources"] = "The live container asks for no more than this: remove 'defaults' to have the rest of it from the language.";
        if (fields.At("serviceAccount", "automountToken") is true)
            comments["serviceAccount"] = "The live pods get the account's token: remove 'automountToken' where the app does not talk to the cluster's API.";
        if (fields.At("health", "enabled") is false)
            comments["health"] = "The live container is not asked whether it is healthy: give a path where it can tell.";
        return comments;
    }

    static bool HasNull(object? value) => value is ExplicitNull || (value is Map map && map.Values.Any(HasNull));
}
