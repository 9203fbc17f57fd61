namespace NinjaBuild.ApiServer.Controllers;

/// <summary>What becomes of the containers of an image.</summary>
public enum PodOutcome
{
    /// <summary>It runs and is ready; in a Job, it completes.</summary>
    Ready,

    /// <summary>It runs and never becomes ready; in a Job, it never completes.</summary>
    Hangs,

    /// <summary>It ends with an error again and again, and is restarted: <c>CrashLoopBackOff</c>. In a Job, its pods fail.</summary>
    Crashes,

    /// <summary>Its image cannot be pulled: <c>ImagePullBackOff</c>.</summary>
    ImageMissing,

    /// <summary>What its environment refers to is not there: <c>CreateContainerConfigError</c>.</summary>
    BadConfiguration,

    /// <summary>No node takes its pod.</summary>
    Unschedulable,
}

/// <summary>What becomes of the containers of an image, and what they write.</summary>
/// <param name="Outcome">What becomes of them.</param>
public sealed record PodBehavior(PodOutcome Outcome)
{
    /// <summary>The annotation by which pods choose an outcome themselves: <c>crashes</c>, <c>hangs</c>, <c>imagemissing</c> …</summary>
    public const string Annotation = "test.ninjabuild.dev/outcome";

    /// <summary>The annotation with what the containers of a pod that chose its outcome write.</summary>
    public const string LogAnnotation = "test.ninjabuild.dev/log";

    /// <summary>The lines that a container writes, in each of its runs.</summary>
    public IReadOnlyList<string> Log { get; init; } = [];

    /// <summary>The exit code of one that crashes.</summary>
    public int ExitCode { get; init; } = 1;

    /// <summary>Why one that crashes ended: <c>Error</c>, <c>OOMKilled</c>.</summary>
    public string Reason { get; init; } = "Error";

    /// <summary>How often one that crashes was restarted.</summary>
    public int Restarts { get; init; } = 3;

    /// <summary>What the cluster says, where it is not the usual.</summary>
    public string? Message { get; init; }

    /// <summary>Runs, and is ready at once.</summary>
    public static PodBehavior Ready { get; } = new(PodOutcome.Ready);

    /// <summary>Never becomes ready.</summary>
    /// <param name="log">What it writes.</param>
    public static PodBehavior Hangs(params string[] log) => new(PodOutcome.Hangs) { Log = log };

    /// <summary>Crashes in a loop.</summary>
    /// <param name="log">What it writes before.</param>
    public static PodBehavior Crashes(params string[] log) => new(PodOutcome.Crashes) { Log = log };

    /// <summary>Has no image.</summary>
    public static PodBehavior ImageMissing { get; } = new(PodOutcome.ImageMissing);

    /// <summary>Fits on no node.</summary>
    public static PodBehavior Unschedulable { get; } = new(PodOutcome.Unschedulable);

    /// <summary>Refers to something that is not there.</summary>
    /// <param name="message">What is missing: <c>secret "db" not found</c>.</param>
    public static PodBehavior BadConfiguration(string message) => new(PodOutcome.BadConfiguration) { Message = message };
}
