namespace NinjaBuild.Kubernetes.Client;

/// <summary>How a client behaves.</summary>
public sealed record ApiClientOptions
{
    /// <summary>In whose name fields are applied and changed, where a request names nobody else.</summary>
    public string FieldManager { get; init; } = "ninjabuild";

    /// <summary>How many requests are under way at most; watches come on top.</summary>
    public int Parallelism { get; init; } = 16;

    /// <summary>How long an answer may take, its body included. It is the machine's time, whatever <see cref="Time"/> says.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a request is sent at most that the server answers with an error of its own (500, 504).</summary>
    public int Attempts { get; init; } = 8;

    /// <summary>
    /// How long a request is sent again and again while the server cannot be reached, drops connections, or is busy (429, 502, 503): long
    /// enough for an API server to be restarted.
    /// </summary>
    public TimeSpan OutageLimit { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>What back-off is measured by; only its monotonic time counts, so a clock that is set does no harm.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Is told, in a sentence, when requests have to be sent again, a watch begins anew, or an API is not available.</summary>
    public Action<string>? Note { get; init; }

    /// <summary>The kubeconfig file; null for the one that kubectl takes by itself (<c>KUBECONFIG</c>, <c>~/.kube/config</c>).</summary>
    public string? Kubeconfig { get; init; }
}
