using NinjaBuild.Deploy.Requests;

namespace NinjaBuild.Deploy.Tests.Requests;

public sealed class ImageReferenceTests
{
    const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("ghcr.io/a/b", "ghcr.io/a/b", null, null)]
    [InlineData("ghcr.io/a/b:v1", "ghcr.io/a/b", "v1", null)]
    [InlineData("localhost:5000/a", "localhost:5000/a", null, null)]
    [InlineData("localhost:5000/a:v1", "localhost:5000/a", "v1", null)]
    [InlineData("nginx:1.27", "nginx", "1.27", null)]
    [InlineData("a@" + Digest, "a", null, Digest)]
    [InlineData("localhost:5000/a:v1@" + Digest, "localhost:5000/a", "v1", Digest)]
    [InlineData(":v2", null, "v2", null)]
    [InlineData("@" + Digest, null, null, Digest)]
    [InlineData(":v2@" + Digest, null, "v2", Digest)]
    public void A_reference_has_its_parts(string text, string? repository, string? tag, string? digest)
    {
        Assert.Equal(new ImageReference(repository, tag, digest), ImageReference.Parse(text, out var fault));
        Assert.Null(fault);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData(":", "is no image tag")]
    [InlineData("@", "is no image digest")]
    [InlineData("A:v1", "is no image repository")]
    [InlineData("a:v 1", "is no image tag")]
    [InlineData("a:v1:v2", "is no image repository")]
    [InlineData("a@sha256:0", "is no image digest")]
    [InlineData("a@b@c", "is no image digest")]
    [InlineData("https://ghcr.io/a", "is no image repository")]
    [InlineData("a:{version}", "is no image tag")]
    public void A_text_that_is_no_reference_says_what_is_wrong(string text, string part)
    {
        Assert.Null(ImageReference.Parse(text, out var fault));
        Assert.Contains(part, fault!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_tag_takes_the_digest_away_that_would_win_over_it()
    {
        Assert.Equal("image: { tag: v2, digest:  }", Values(":v2"));
        Assert.Equal($"image: {{ digest: {Digest} }}", Values("@" + Digest));
        Assert.Equal("image: { repository: a }", Values("a"));
    }

    static string Values(string text)
    {
        var (name, image) = Assert.Single(ImageReference.Parse(text, out _)!.ToValues());
        return $"{name}: {{ {string.Join(", ", ((IReadOnlyDictionary<string, object?>)image!).Select(field => $"{field.Key}: {field.Value}"))} }}";
    }
}
