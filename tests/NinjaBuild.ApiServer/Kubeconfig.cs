using NinjaBuild.ApiServer.Objects;

namespace NinjaBuild.ApiServer;

/// <summary>Writes kubeconfigs.</summary>
static class Kubeconfig
{
    public static string Write(string folder, Uri address, IReadOnlyList<string> contexts)
    {
        var config = new Tree
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Config",
            ["clusters"] = new TreeList { new Tree { ["name"] = "test", ["cluster"] = new Tree { ["server"] = address.ToString().TrimEnd('/') } } },
            ["users"] = new TreeList { new Tree { ["name"] = "deployer", ["user"] = new Tree() } },
            ["contexts"] = new TreeList(contexts.Select(name =>
                (object?)new Tree { ["name"] = name, ["context"] = new Tree { ["cluster"] = "test", ["user"] = "deployer" } })),
        };
        if (contexts.Count == 1) config["current-context"] = contexts[0];

        // kubectl reads JSON too.
        var path = Path.Combine(folder, string.Join('-', contexts.DefaultIfEmpty("none")) + ".kubeconfig");
        File.WriteAllBytes(path, JsonTree.Write(config));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }
}
