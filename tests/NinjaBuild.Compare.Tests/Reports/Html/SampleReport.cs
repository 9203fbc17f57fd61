using NinjaBuild.Compare.Model;
using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Schema;

namespace NinjaBuild.Compare.Tests.Reports.Html;

/// <summary>A report with something of everything that the page shows.</summary>
static class SampleReport
{
    public static ComparisonReport Make() => new(
    [
        new ChartComparison(
            "shop",
            new ChartSide("manual", "1.4.0", "charts/shop/manual"),
            new ChartSide("composed", "2.0.0", "artifacts/charts/shop"),
            [Environment("dev", replicas: 1), Environment("prod", replicas: 3)])
        {
            Phase = "validation",
            Checklist = [new ChecklistItem("every object is there", IsAutomatic: true, IsDone: true, "5 of 5"), new ChecklistItem("the on-call team knows the date", IsAutomatic: false, IsDone: false)],
            Accepted = [new AcceptedEntry("Deployment/*", "metadata.labels", [], "the recommended labels", Until: null, IsExpired: false, "charts/shop/migration.yaml:3:5", Matches: 0)],
        },
        new ChartComparison("broken", new ChartSide("manual", "", "charts/broken/manual"), new ChartSide("composed", "0.1.0", "artifacts/charts/broken"), [])
        {
            Problems = [new ComparisonProblem("charts/broken/manual/templates/web.yaml:3:5", "function \"includ\" not defined")],
        },
    ]);

    static EnvironmentComparison Environment(string name, int replicas)
    {
        var compared = ManifestComparison.Compare(name, Read(Before, replicas), Read(After, replicas), KubernetesSchema.Newest);
        return compared with { Objects = [.. compared.Objects.Select(Accept)] };
    }

    /// <summary>As migration.yaml would accept the ConfigMap's differences.</summary>
    static ObjectComparison Accept(ObjectComparison entry) => entry.Object.Kind != "ConfigMap" ? entry : entry with
    {
        Differences = [.. entry.Differences.Select(difference => difference with { Accepted = new Acceptance("the new greeting", Until: null, IsExpired: false) })],
    };

    static IReadOnlyList<Manifest> Read(string text, int replicas) =>
        ManifestReader.Read(text.Replace("REPLICAS", $"{replicas}", StringComparison.Ordinal), "sample", "shop").Manifests;

    const string Before = """
        # Source: shop/templates/web.yaml
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web }
        spec:
          replicas: REPLICAS
          selector: { matchLabels: { app: web } }
          template:
            metadata: { labels: { app: web } }
            spec:
              containers:
                - name: web
                  image: ghcr.io/example/web:1.0
                  resources: { limits: { cpu: 1000m } }
                  env: [{ name: GREETING, value: "</script><img src=x onerror=document.title='broken'>" }]
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: web }
        spec: { selector: { app: web }, ports: [{ name: http, port: 80 }, { name: debug, port: 81 }] }
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: web }
        data: { page: "<h1>\nHello\n</h1>\n" }
        ---
        apiVersion: v1
        kind: Secret
        metadata: { name: web }
        stringData: { key: first-key }
        ---
        apiVersion: v1
        kind: ServiceAccount
        metadata: { name: web }
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { name: web }
        spec: { rules: [{ host: shop.example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }, { path: /old, pathType: Prefix, backend: { service: { name: web, port: { number: 81 } } } }] } }] }
        """;

    const string After = """
        # Source: shop/templates/web-deployment.yaml
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web, labels: { app.kubernetes.io/name: web } }
        spec:
          replicas: REPLICAS
          selector: { matchLabels: { app: web } }
          template:
            metadata: { labels: { app: web } }
            spec:
              containers:
                - name: web
                  image: ghcr.io/example/web:1.1
                  resources: { limits: { cpu: 1 } }
                  env: [{ name: GREETING, value: hello }]
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: web }
        spec: { selector: { app: web }, ports: [{ name: http, port: 80 }] }
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: web }
        data: { page: "<h1>\nWelcome\n</h1>\n" }
        ---
        apiVersion: v1
        kind: Secret
        metadata: { name: web }
        stringData: { key: second-key }
        ---
        apiVersion: v1
        kind: ServiceAccount
        metadata: { name: web }
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { name: web }
        spec: { rules: [{ host: shop.example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }] }
        """;
}
