using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using NinjaBuild.Helm.Charts;
using NinjaBuild.Helm.Functions;
using NinjaBuild.Helm.Loading;
using NinjaBuild.Helm.Rendering;

namespace NinjaBuild.Fuzz.Targets;

/// <summary>
/// Archives of charts, loaded and rendered. An input that does not start as gzip does is a tar, which is packed first: few changes of packed
/// bytes would get past the checksum.
/// </summary>
public sealed class ChartArchiveTarget : IFuzzTarget
{
    static readonly ChartLimits Small = new() { MaxFileBytes = 1 << 20, MaxChartBytes = 4 << 20, MaxFiles = 1000, MaxDepth = 8 };

    static readonly RenderOptions Short = new()
    {
        Limits = new()
        {
            MaxOutput = 1 << 20,
            Time = TimeSpan.FromSeconds(2),
            Template = new() { MaxDepth = 200, MaxNested = 50, MaxOutput = 1 << 20, MaxSteps = 100_000, MaxListLength = 100_000 },
        },
    };

    static readonly byte[] GzipHead = [0x1f, 0x8b];

    /// <inheritdoc/>
    public string Name => "chart-archive";

    /// <inheritdoc/>
    public IReadOnlyList<string> Tokens { get; } =
    [
        "c/", "../", "/", "\\", "C:", "\0", "c/Chart.yaml", "c/values.yaml", "c/templates/", "c/charts/", ".tgz", "c/crds/", "c/.helmignore", "c/Chart.lock", "c/requirements.yaml", "c/values.schema.json", "ustar\0", "00", "0000644\0",
        "0", "1", "2", "5", "L", "x", "g", "K", "77777777777", "00000000000", "-1", "20 path=../x\n", "12 size=9\n", "apiVersion: v2\n", "apiVersion: v1\n", "name: c\n", "version: 1.0.0\n", "type: library\n", "dependencies:\n",
        "- name: d\n", "  condition: d.on\n", "  alias: e\n", "  import-values: [a]\n", "  tags: [t]\n", "  version: \"*\"\n", "kubeVersion: \">=1.20\"\n", "{{ .Values }}", "{{ .Files.Get \"x\" }}", "global:\n", ": ", "\n", "!", "*",
        "{\"type\": \"object\"}", new string('\0', 512),
    ];

    /// <inheritdoc/>
    public IEnumerable<string> Seeds =>
    [
        Tar(("c/Chart.yaml", "apiVersion: v2\nname: c\nversion: 1.0.0\n")),
        Tar(
            ("c/Chart.yaml", "apiVersion: v2\nname: c\nversion: 1.0.0\ndependencies:\n- name: d\n  version: \"*\"\n  condition: d.on\n  alias: e\n  import-values: [x]\n"),
            ("c/values.yaml", "a: 1\ne:\n  b: {c: d}\n"),
            ("c/templates/_h.tpl", "{{ define \"n\" }}{{ .Release.Name }}{{ end }}"),
            ("c/templates/a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ include \"n\" . }}\ndata:\n{{ .Values | toYaml | indent 2 }}\n"),
            ("c/templates/NOTES.txt", "{{ .Chart.Name }} {{ .Files.Get \"f\" }}"),
            ("c/f", "file"),
            ("c/.helmignore", "*.bak\n!x\n/y/\n"),
            ("c/crds/x.yaml", "kind: CustomResourceDefinition\n"),
            ("c/charts/d/Chart.yaml", "apiVersion: v1\nname: d\nversion: 0.1.0\n"),
            ("c/charts/d/values.yaml", "exports:\n  x: {y: z}\nb: {c: e}\n"),
            ("c/charts/d/templates/b.yaml", "kind: Pod\nmetadata: {name: x, annotations: {helm.sh/hook: test}}\n")),
        Tar(("c/Chart.yaml", "apiVersion: v1\nname: c\nversion: 1.0.0\n"), ("c/requirements.yaml", "dependencies:\n- name: d\n  version: 1\n  tags: [t]\n"), ("c/values.schema.json", "{\"type\": \"object\", \"required\": [\"a\"]}")),
    ];

    /// <inheritdoc/>
    public IEnumerable<(string Name, string Input)> Hostile(int size) =>
    [
        ("nothing", ""),
        ("many files", Tar([.. Enumerable.Range(0, 3000).Select(i => ($"c/{i}", "x"))])),
        ("a large file", Tar(("c/Chart.yaml", new string('a', 3 << 20)))),
        ("zeros", new string('\0', 8 << 20)),
        ("a deep path", Tar((Text.Repeat("c/", 40) + "Chart.yaml", "x"))),
        ("deep YAML", Tar(("c/Chart.yaml", Text.Repeat("[", size / 10)))),
        ("deep values", Tar(("c/Chart.yaml", "apiVersion: v2\nname: c\nversion: 1.0.0\n"), ("c/values.yaml", Text.Repeat("- ", size / 10)))),
        ("a deep schema", Tar(("c/Chart.yaml", "apiVersion: v2\nname: c\nversion: 1.0.0\n"), ("c/values.schema.json", Text.Repeat("{\"not\":", size / 10)))),
        ("a schema that refers to itself", Tar(("c/Chart.yaml", "apiVersion: v2\nname: c\nversion: 1.0.0\n"), ("c/values.schema.json", "{\"$ref\": \"#\"}"))),
        ("a slow schema", Tar(("c/Chart.yaml", "apiVersion: v2\nname: c\nversion: 1.0.0\n"), ("c/values.yaml", "a: " + new string('a', size / 20)), ("c/values.schema.json", "{\"properties\": {\"a\": {\"pattern\": \"^(a+)+$b\"}}}"))),
        ("many patterns to ignore", Tar(("c/Chart.yaml", "apiVersion: v2\nname: c\nversion: 1.0.0\n"), ("c/.helmignore", Text.Repeat("*a*a*a*a*a*a*b\n", size / 100)), ("c/" + new string('a', 90), "x"))),
        ("a glob of stars", Tar(("c/Chart.yaml", "apiVersion: v2\nname: c\nversion: 1.0.0\n"), ("c/" + new string('a', 90), "x"), ("c/templates/a", "{{ .Files.Glob \"" + Text.Repeat("*a", 40) + "b\" }}{{ .Files.Glob \"" + Text.Repeat("{a,", size / 100) + "\" }}"))),
        ("a template without end", Tar(("c/Chart.yaml", "apiVersion: v2\nname: c\nversion: 1.0.0\n"), ("c/templates/a", "{{ range 1000000000 }}{{ end }}"))),
        ("a template that writes without end", Tar(("c/Chart.yaml", "apiVersion: v2\nname: c\nversion: 1.0.0\n"), ("c/templates/a", "{{ range 1000000000 }}xxxxxxxxxxxxxxx{{ end }}"))),
    ];

    /// <inheritdoc/>
    public string Run(ReadOnlySpan<byte> input)
    {
        byte[] archive = input.StartsWith(GzipHead) ? [.. input] : Packed(input);
        try
        {
            var chart = ChartLoader.LoadArchive(archive, "c.tgz", Small);
            var rendered = new ChartRenderer(chart, HelmFunctions.Hermetic).Render(new ReleaseOptions { Name = "r", Namespace = "n" }, options: Short);
            return $"rendered {chart.Name} {rendered}";
        }
        catch (ChartException error)
        {
            return error.Message;
        }
    }

    static byte[] Packed(ReadOnlySpan<byte> input)
    {
        byte[] tar = [.. input];
        SetChecksums(tar);
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(tar);
        return packed.ToArray();
    }

    /// <summary>Makes the headers' checksums right again: what is changed in them would not be looked at otherwise.</summary>
    static void SetChecksums(Span<byte> tar)
    {
        const int Block = 512;
        for (; tar.Length >= Block; tar = tar[Block..])
        {
            if (!tar[257..].StartsWith("ustar"u8))
                continue;
            var checksum = tar.Slice(148, 8);
            checksum.Fill((byte)' ');
            var sum = 0;
            foreach (var value in tar[..Block])
                sum += value;
            Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ", checksum);
        }
    }

    /// <summary>A tar of ASCII, which a text can hold.</summary>
    static string Tar(params (string Path, string Text)[] files)
    {
        var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach (var (path, text) in files)
                writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(Encoding.ASCII.GetBytes(text)), ModificationTime = DateTimeOffset.UnixEpoch });
        }

        return Encoding.ASCII.GetString(tar.ToArray());
    }
}
