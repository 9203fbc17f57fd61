using System.Security.Cryptography;

namespace NinjaBuild.EndToEnd.Tests;

/// <summary>A workspace in a temporary folder, with a cache of its own unless it shares one.</summary>
sealed class TestWorkspace : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("ninjabuild-").FullName;

    /// <summary>A workspace with nothing in it.</summary>
    public TestWorkspace(string? cache = null)
    {
        Directory.CreateDirectory(Path.Combine(Root, ".nuke"));
        Cache = cache ?? Path.Combine(_folder, "cache");
    }

    public string Root => Path.Combine(_folder, "workspace");

    public string Cache { get; }

    public string Charts => Path.Combine(Root, "artifacts", "charts");

    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>A copy of this repository's own workspace.</summary>
    public static TestWorkspace Sample(string? cache = null)
    {
        var workspace = new TestWorkspace(cache);
        foreach (var top in (string[])["apps", "charts"])
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(FrontDoor.Root, top), "*", SearchOption.AllDirectories))
                workspace.Write(Path.GetRelativePath(FrontDoor.Root, file), File.ReadAllText(file));
        }

        workspace.Write("ninja.yaml", File.ReadAllText(Path.Combine(FrontDoor.Root, "ninja.yaml")));
        return workspace;
    }

    /// <summary>A workspace of one app in one chart.</summary>
    public static TestWorkspace Small()
    {
        var workspace = new TestWorkspace();
        workspace.Write("ninja.yaml", "workspace: small\nimageRegistry: ghcr.io/example\nenvironments: { dev: {} }\n");
        workspace.Write("apps/shop/app.yaml", "name: shop\ntype: external-api\nversion: 1.0.0\nport: 8000\n");
        workspace.Write("charts/shop/compose.yaml", "name: shop\nversion: 0.1.0\napps: [shop]\n");
        return workspace;
    }

    public string PathOf(string path) => Path.Combine(Root, path);

    public void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
        File.WriteAllText(PathOf(path), text);
    }

    public string Read(string path) => File.ReadAllText(PathOf(path));

    public void Replace(string path, string from, string to) => Write(path, Read(path).Replace(from, to, StringComparison.Ordinal));

    /// <summary>Every file below a folder with the hash of its content.</summary>
    public static SortedDictionary<string, string> Contents(string folder)
    {
        var contents = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            contents[Path.GetRelativePath(folder, file)] = Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)));
        return contents;
    }

    public void Dispose()
    {
        foreach (var folder in Directory.EnumerateDirectories(_folder, "*", SearchOption.AllDirectories))
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.Delete(_folder, recursive: true);
    }
}
