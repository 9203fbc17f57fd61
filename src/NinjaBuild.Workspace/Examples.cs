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
              dev: { context: kind-dev, createNamespace: true }
              prod: { contexts: [prod-eu, prod-us], protected: true, requirePinnedImages: true }
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
        DeclarationKind.Migration => """
            phase: validation
            accepted:
              - objects: Deployment/*
                path: spec.template.metadata.labels
                reason: the composed chart sets the recommended labels
              - objects: Service/orders-api
                path: spec.ports[port=8081,protocol=TCP]
                environments: [dev]
                reason: nobody calls the debug port any more
                until: 2026-12-31
            checklist:
              - item: dashboards use the labels of the composed chart
                done: true
              - item: the on-call team knows the date

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
