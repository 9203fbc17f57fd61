namespace NinjaBuild.Kubernetes.Client.Http;

/// <summary>A request to an API server.</summary>
sealed record ApiRequest
{
    /// <summary>The HTTP method.</summary>
    public required HttpMethod Method { get; init; }

    /// <summary>The path and query.</summary>
    public required string Target { get; init; }

    /// <summary>What it does, for messages: <c>apply deployments.apps/web in shop</c>.</summary>
    public required string What { get; init; }

    /// <summary>The body as plain values, which becomes text only once it is sent; null for none.</summary>
    public object? Body { get; init; }

    /// <summary>The media type of the body.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>The media types of the answer.</summary>
    public string Accept { get; init; } = "application/json";

    /// <summary>How many bytes the answer may have.</summary>
    public int MaxAnswer { get; init; } = 16 * 1024 * 1024;

    /// <summary>How long an outage is borne; null for what the client's options say.</summary>
    public TimeSpan? OutageLimit { get; init; }

    /// <summary>Whether it goes ahead of the others, however many are under way.</summary>
    public bool IsUrgent { get; init; }

    /// <summary>The Secret that is written, or the patch to one, whose values must not get into messages; null for other kinds.</summary>
    public object? Secret { get; init; }
}

/// <summary>An answer that is no error.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The body, which is only lent.</param>
/// <param name="Warnings">The texts of <c>Warning</c> headers.</param>
sealed record ApiAnswer(int Status, ReadOnlyMemory<byte> Body, IReadOnlyList<string> Warnings);
