using NinjaBuild.Deploy.Releases;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Guards;

/// <summary>Where an environment demands it: what runs is named by its digest, so that it is what was tested.</summary>
static class PinnedImages
{
    /// <summary>The images that are named by a tag alone.</summary>
    public static IEnumerable<DeployProblem> Check(ReleaseContent content)
    {
        foreach (var item in content.Objects.Concat(content.Hooks.Select(hook => hook.Object)))
        {
            foreach (var container in PodSpecs.Of(item.Body) is { } spec ? PodSpecs.Containers(spec) : [])
            {
                if (container.Text("image") is { } image && !image.Contains("@sha256:", StringComparison.Ordinal))
                {
                    yield return new DeployProblem(
                        item.Identity.ToString(),
                        $"container {container.Text("name")}: the image {image} is not pinned, which this environment requires: give the app's image a digest, or deploy with --image APP=REPOSITORY@sha256:…");
                }
            }
        }
    }
}
