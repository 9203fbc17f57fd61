namespace NinjaBuild.Compare.Tests.Import;

/// <summary>Templates of a hand-written chart.</summary>
static class LiveText
{
    /// <summary>A Deployment of one container.</summary>
    /// <param name="name">Its name, and that of its label <c>app</c>.</param>
    /// <param name="container">Further lines of the container, indented by ten.</param>
    /// <param name="pod">Further lines of the pod spec, indented by six.</param>
    public static string Deployment(string name, string container = "", string pod = "") => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: {{name}}
        spec:
          selector:
            matchLabels: { app: {{name}} }
          template:
            metadata:
              labels: { app: {{name}} }
            spec:
        {{pod}}      containers:
                - name: main
                  image: ghcr.io/example/web:1.0.0
        {{container}}
        """;

    /// <summary>A Service in front of it, from port 80 to the container's <c>http</c>.</summary>
    public static string Service(string name, string app) => $$"""
        apiVersion: v1
        kind: Service
        metadata:
          name: {{name}}
        spec:
          selector: { app: {{app}} }
          ports:
            - { name: http, port: 80, targetPort: http }
        """;

    /// <summary>An Ingress with one path for each Service.</summary>
    public static string Ingress(string name, params (string Path, string Service)[] routes) => $$"""
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata:
          name: {{name}}
        spec:
          ingressClassName: nginx
          rules:
            - host: shop.example.com
              http:
                paths:
        {{string.Join('\n', routes.Select(route => $"          - {{ path: {route.Path}, pathType: Prefix, backend: {{ service: {{ name: {route.Service}, port: {{ name: http }} }} }} }}"))}}
        """;

    public const string HttpPort = "          ports: [{ name: http, containerPort: 8000 }]\n";
}
