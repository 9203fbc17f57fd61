using System.Text;

namespace NinjaBuild.Workspace.Model;

/// <summary>An image tag with placeholders in braces, such as <c>{version}-{git-sha}</c>.</summary>
public static class ImageTag
{
    /// <summary>The placeholder of the app's own version.</summary>
    public const string Version = "version";

    /// <summary>The names in braces, in order; null where the braces do not match.</summary>
    public static IReadOnlyList<string>? Placeholders(string tag)
    {
        var names = new List<string>();
        return Fill(tag, name =>
        {
            names.Add(name);
            return "";
        }) is null ? null : names;
    }

    /// <summary>The tag with each placeholder replaced; null where the braces do not match.</summary>
    public static string? Fill(string tag, Func<string, string> valueOf)
    {
        var filled = new StringBuilder();
        for (var i = 0; i < tag.Length; i++)
        {
            if (tag[i] == '}')
                return null;
            if (tag[i] != '{')
            {
                filled.Append(tag[i]);
                continue;
            }

            var end = tag.IndexOfAny(['{', '}'], i + 1);
            if (end < 0 || tag[end] == '{' || end == i + 1)
                return null;
            filled.Append(valueOf(tag[(i + 1)..end]));
            i = end;
        }

        return filled.ToString();
    }
}
