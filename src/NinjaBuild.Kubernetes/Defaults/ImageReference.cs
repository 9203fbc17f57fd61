namespace NinjaBuild.Kubernetes.Defaults;

/// <summary>What the tag of an image says.</summary>
static class ImageReference
{
    /// <summary>
    /// The pull policy of an image that names none: <c>Always</c> for <c>latest</c>, which an image with neither tag nor digest means too, else
    /// <c>IfNotPresent</c> (pkg/util/parsers).
    /// </summary>
    public static string PullPolicy(string image)
    {
        if (image.Contains('@', StringComparison.Ordinal)) return "IfNotPresent";
        int colon = image.LastIndexOf(':');
        bool hasTag = colon > image.LastIndexOf('/');
        return !hasTag || image.AsSpan(colon + 1).SequenceEqual("latest") ? "Always" : "IfNotPresent";
    }
}
