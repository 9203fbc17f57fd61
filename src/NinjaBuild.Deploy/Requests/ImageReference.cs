using NinjaBuild.Workspace.Model;

namespace NinjaBuild.Deploy.Requests;

/// <summary>An image as <c>--image</c> gives it; parts that it leaves out stay as the chart has them.</summary>
/// <param name="Repository">Repository, or null.</param>
/// <param name="Tag">Tag, or null.</param>
/// <param name="Digest">Digest, or null.</param>
public sealed record ImageReference(string? Repository, string? Tag, string? Digest)
{
    /// <summary>Reads <c>repository[:tag][@digest]</c>, <c>:tag</c> or <c>@digest</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="fault">What is wrong with it, or null.</param>
    /// <returns>The reference; null where something is wrong.</returns>
    public static ImageReference? Parse(string text, out string? fault)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var digest = at < 0 ? null : text[(at + 1)..];
        var name = at < 0 ? text : text[..at];
        // A colon before a slash is that of a registry's port.
        var colon = name.LastIndexOf(':');
        if (colon >= 0 && name.AsSpan(colon).Contains('/'))
            colon = -1;
        var tag = colon < 0 ? null : name[(colon + 1)..];
        var repository = colon < 0 ? name : name[..colon];

        fault = text.Length == 0 ? "is empty: write REPOSITORY[:TAG][@DIGEST], :TAG or @DIGEST"
            : repository.Length > 0 ? Fault(Format.ImageRepository, repository)
            : null;
        fault ??= Fault(Format.PlainTag, tag) ?? Fault(Format.ImageDigest, digest);
        return fault is null ? new ImageReference(repository.Length == 0 ? null : repository, tag, digest) : null;
    }

    /// <summary>The values of an app that give it this image.</summary>
    public Tree ToValues()
    {
        var image = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (Repository is not null)
            image["repository"] = Repository;
        if (Tag is not null)
            image["tag"] = Tag;
        // A digest wins over a tag: the chart's own would keep the new tag from counting.
        if (Digest is not null || Tag is not null)
            image["digest"] = Digest ?? "";
        return new Dictionary<string, object?>(StringComparer.Ordinal) { ["image"] = image };
    }

    static string? Fault(Format format, string? text) => text is not null && Formats.Fault(format, text) is { } fault ? $"'{text}' {fault}" : null;
}
