using NinjaBuild.Workspace;
using NinjaBuild.Workspace.Model;

namespace NinjaBuild.Deploy.Requests;

/// <summary>Images that were given on the command line, by app.</summary>
sealed class ImageOverrides
{
    readonly Dictionary<string, ImageReference> _images = new(StringComparer.Ordinal);

    /// <summary>Reads texts such as <c>shop=ghcr.io/example/shop:v2</c>.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="charts">The charts that are deployed.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static ImageOverrides Read(IReadOnlyList<string> texts, IReadOnlyList<ChartModel> charts, ICollection<string> problems)
    {
        var known = charts.SelectMany(chart => chart.Apps).Select(app => app.App.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var overrides = new ImageOverrides();
        foreach (var text in texts)
        {
            if (text.Split('=', 2) is not [{ Length: > 0 } app, var reference])
                problems.Add($"--image {text}: write it as APP=REF, REF being REPOSITORY[:TAG][@DIGEST], :TAG or @DIGEST");
            else if (!known.Contains(app, StringComparer.Ordinal))
                problems.Add($"--image {text}: no app '{app}' is deployed{Suggestion.For(app, known)}{(known.Count == 0 ? "" : $"; there are {string.Join(", ", known)}")}");
            else if (ImageReference.Parse(reference, out var fault) is not { } image)
                problems.Add($"--image {text}: {fault}");
            else if (!overrides._images.TryAdd(app, image))
                problems.Add($"--image {text}: '{app}' has an image already");
        }

        return overrides;
    }

    /// <summary>The values of a chart that give its apps and jobs these images.</summary>
    public Tree Of(ChartModel chart)
    {
        var apps = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var app in chart.Apps)
        {
            if (_images.TryGetValue(app.App.Name, out var image))
                apps[app.Key] = image.ToValues();
        }

        return apps.Count == 0 ? apps : new Dictionary<string, object?>(StringComparer.Ordinal) { ["apps"] = apps };
    }
}
