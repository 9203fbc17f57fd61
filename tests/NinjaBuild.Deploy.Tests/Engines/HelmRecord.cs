using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace NinjaBuild.Deploy.Tests.Engines;

/// <summary>What helm keeps of a revision, in a Secret.</summary>
static class HelmRecord
{
    /// <summary>Puts a revision on record.</summary>
    /// <param name="scenario">The cluster.</param>
    /// <param name="revision">Its number.</param>
    /// <param name="status">Helm's word for its state.</param>
    /// <param name="manifest">The manifests of its objects.</param>
    /// <param name="hooks">The manifest of each of its hooks.</param>
    public static void Write(Scenario scenario, int revision, string status, string manifest, params string[] hooks)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionMode.Compress))
            JsonSerializer.Serialize(gzip, new { manifest, hooks = hooks.Select(text => new { name = "", manifest = text }) });
        var stored = Convert.ToBase64String(Encoding.ASCII.GetBytes(Convert.ToBase64String(zipped.ToArray())));
        scenario.Server.Objects.Apply(
            $"apiVersion: v1\nkind: Secret\nmetadata: {{ name: sh.helm.release.v1.shop.v{revision}, namespace: {Scenario.Shop.Namespace}, labels: {{ owner: helm, name: shop, status: {status}, version: '{revision}' }} }}\ndata: {{ release: {stored} }}", "helm");
    }
}
