namespace NinjaBuild.Workspace;

/// <summary>A short declaration of each kind, as the reference shows it.</summary>
static class Examples
{
    public static string Of(DeclarationKind kind) => (kind switch
    {
        DeclarationKind.Workspace => """
            workspace: bakery
            imageRegistry: ghcr.io/example
            environments:
              dev: { context: kind-dev }
              prod: { context: prod, protected: true }
            inputs:
              git-sha: { description: Commit that the images were built from., default: dev }

            """,
        DeclarationKind.App => """
            name: orders-api
            type: external-api
            domain: shop
            version: 1.0.0
            language: python
            image: { tag: "{version}-{git-sha}" }
            port: 8000
            env: { LOG_LEVEL: info }
            secretEnv: { DATABASE_URL: { secret: shop-db, key: url } }
            health: { path: /health }
            ingress: { path: /orders }
            environments:
              prod: { replicas: 3 }

            """,
        _ => """
            name: shop
            version: 0.1.0
            apps: [orders-api]
            ingress: { className: nginx, host: shop.example.com }
            environments:
              dev: { namespace: shop-dev, values: { ingress: { host: shop.local } } }

            """,
    }).ReplaceLineEndings("\n");
}
