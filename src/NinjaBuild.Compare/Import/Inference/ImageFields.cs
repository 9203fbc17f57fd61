using NinjaBuild.Kubernetes.Trees;
using NinjaBuild.Workspace.Model;
using Map = System.Collections.Generic.Dictionary<string, object?>;

namespace NinjaBuild.Compare.Import.Inference;

/// <summary>The image of a container as an app declares it.</summary>
static class ImageFields
{
    /// <summary>Writes <c>version</c> and <c>image</c>.</summary>
    /// <param name="fields">The app's fields.</param>
    /// <param name="app">The app's name.</param>
    /// <param name="pod">The pod spec.</param>
    /// <param name="container">The container.</param>
    /// <param name="registry">Registry of images that name none; null where the workspace has none.</param>
    /// <exception cref="NotAnAppException">The image is none that a declaration can name.</exception>
    public static void Write(Map fields, string app, Map pod, Map container, string? registry)
    {
        var (repository, tag, digest) = Parse(container.Text("image") ?? "");
        if (Formats.Fault(Format.ImageRepository, repository) is not null || (tag is not null && Formats.Fault(Format.PlainTag, tag) is not null)
            || (digest is not null && Formats.Fault(Format.ImageDigest, digest) is not null))
            throw new NotAnAppException("its image is none that a declaration can name");

        var image = new Map();
        if (registry is null || repository != $"{registry}/{app}")
            image["repository"] = repository;
        if (digest is not null)
        {
            image.Put("tag", tag);
            image["digest"] = digest;
        }
        else
            fields["version"] = tag ?? "latest";

        // What Kubernetes does where nothing is said depends on the tag.
        var policy = container.Text("imagePullPolicy") ?? (digest is null && tag is null or "latest" ? "Always" : "IfNotPresent");
        if (policy != "IfNotPresent")
            image["pullPolicy"] = policy;
        image.Put("pullSecrets", pod.Items("imagePullSecrets").Select(secret => secret.Text("name")).OfType<object?>().ToList());
        fields.Put("image", image);
    }

    static (string Repository, string? Tag, string? Digest) Parse(string image)
    {
        var at = image.IndexOf('@', StringComparison.Ordinal);
        var (name, digest) = at < 0 ? (image, null) : (image[..at], image[(at + 1)..]);
        var colon = name.LastIndexOf(':');
        return colon > name.LastIndexOf('/') ? (name[..colon], name[(colon + 1)..], digest) : (name, null, digest);
    }
}
