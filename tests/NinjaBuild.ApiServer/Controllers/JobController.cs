using System.Globalization;
using NinjaBuild.ApiServer.Objects;
using NinjaBuild.ApiServer.Storage;

namespace NinjaBuild.ApiServer.Controllers;

/// <summary>Runs the pods of a Job until enough of them completed, too many failed, or its time is over.</summary>
sealed class JobController(ControllerWrites writes, Deadlines deadlines)
{
    const string Manager = "job-controller";

    public void Reconcile(ObjectKey key)
    {
        if (writes.Get(key) is not { } job || job.Tree.IsDeleting()) return;
        if (IsOver(job.Tree))
        {
            Expire(job);
            return;
        }

        if (job.Tree.IsTrue("spec", "suspend"))
        {
            foreach (var pod in writes.ControlledBy(job, "pods")) writes.Delete(pod);
            writes.Status(key, status => Conditions.Set(status, "Suspended", isTrue: true, "JobSuspended", "Job suspended", writes.Now));
            return;
        }

        if (job.Tree.Text("status", "startTime") is null)
        {
            writes.Status(key, status => status["startTime"] = ObjectFields.Time(writes.Now));
            job = writes.Get(key)!;
        }

        var pods = writes.ControlledBy(job, "pods");
        long wanted = job.Tree.Number("spec", "completions") ?? 1;
        long succeeded = pods.Count(pod => pod.Tree.Text("status", "phase") == "Succeeded");
        long failed = pods.Count(pod => pod.Tree.Text("status", "phase") == "Failed");
        bool isAtLimit = failed > (job.Tree.Number("spec", "backoffLimit") ?? 6) || pods.Exists(IsRestarted);
        if (isAtLimit) Fail(job, pods, succeeded, failed, "BackoffLimitExceeded", "Job has reached the specified backoff limit");
        else if (IsLate(job.Tree)) Fail(job, pods, succeeded, failed, "DeadlineExceeded", "Job was active longer than specified deadline");
        else if (succeeded >= wanted) Complete(job, succeeded, failed);
        else GoOn(job, pods, wanted, succeeded, failed);
    }

    void GoOn(StoredObject job, List<StoredObject> pods, long wanted, long succeeded, long failed)
    {
        long active = pods.Count - succeeded - pods.Count(pod => pod.Tree.Text("status", "phase") == "Failed");
        long missing = Math.Min(job.Tree.Number("spec", "parallelism") ?? 1, wanted - succeeded) - active;
        for (long i = 0; i < missing; i++)
        {
            var pod = ControllerWrites.PodOf(job, job.Tree.At("spec", "template"), new Tree { ["generateName"] = job.Key.Name + "-" });
            if (writes.Create(pod) is { } failure) writes.Event(job, "Warning", "FailedCreate", $"Error creating: {failure}", Manager);
            else active++;
        }

        writes.Status(job.Key, status =>
        {
            Count(status, active, succeeded, failed);
            status["ready"] = (long)pods.Count(pod => Conditions.IsTrue(pod.Tree, "Ready"));
            Conditions.Remove(status, "Suspended");
        });
    }

    void Complete(StoredObject job, long succeeded, long failed)
    {
        writes.Status(job.Key, status =>
        {
            Count(status, 0, succeeded, failed);
            status["ready"] = 0L;
            status["completionTime"] = ObjectFields.Time(writes.Now);
            const string Message = "Reached expected number of succeeded pods";
            Conditions.Set(status, "SuccessCriteriaMet", isTrue: true, "CompletionsReached", Message, writes.Now, "lastProbeTime");
            Conditions.Set(status, "Complete", isTrue: true, "CompletionsReached", Message, writes.Now, "lastProbeTime");
        });
        writes.Event(job, "Normal", "Completed", "Job completed", Manager);
    }

    void Fail(StoredObject job, List<StoredObject> pods, long succeeded, long failed, string reason, string message)
    {
        // Pods that still run are stopped; those that failed stay for their logs.
        foreach (var pod in pods.Where(pod => pod.Tree.Text("status", "phase") is not ("Succeeded" or "Failed") && !IsRestarted(pod))) writes.Delete(pod);
        writes.Status(job.Key, status =>
        {
            Count(status, 0, succeeded, failed);
            status["ready"] = 0L;
            Conditions.Set(status, "FailureTarget", isTrue: true, reason, message, writes.Now, "lastProbeTime");
            Conditions.Set(status, "Failed", isTrue: true, reason, message, writes.Now, "lastProbeTime");
        });
        writes.Event(job, "Warning", reason, message, Manager);
    }

    static void Count(Tree status, long active, long succeeded, long failed)
    {
        status["active"] = active;
        status["succeeded"] = succeeded;
        status["failed"] = failed;
        status["terminating"] = 0L;
        status["uncountedTerminatedPods"] = new Tree();
    }

    bool IsLate(Tree job)
    {
        if (job.Number("spec", "activeDeadlineSeconds") is not { } seconds) return false;
        return IsDue(job.Text("status", "startTime"), seconds);
    }

    void Expire(StoredObject job)
    {
        if (job.Tree.Number("spec", "ttlSecondsAfterFinished") is not { } seconds) return;
        var finished = job.Tree.Text("status", "completionTime") ?? Conditions.Find(job.Tree, "Failed").Text("lastTransitionTime");
        if (IsDue(finished, seconds)) writes.Delete(job);
    }

    bool IsDue(string? from, long seconds)
    {
        if (from is null) return false;
        var due = DateTimeOffset.Parse(from, CultureInfo.InvariantCulture).AddSeconds(seconds);
        if (writes.Now >= due) return true;
        deadlines.Add(due);
        return false;
    }

    // Restarts within a pod count against the limit too; one that crashes here has been restarted often enough.
    static bool IsRestarted(StoredObject pod) =>
        pod.Tree.Text("spec", "restartPolicy") == "OnFailure"
        && pod.Tree.Items("status", "containerStatuses").Any(status => status.Text("state", "waiting", "reason") == "CrashLoopBackOff");

    static bool IsOver(Tree job) => Conditions.IsTrue(job, "Complete") || Conditions.IsTrue(job, "Failed");
}
