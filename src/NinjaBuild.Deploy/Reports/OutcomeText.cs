using System.Globalization;
using NinjaBuild.Deploy.Releases;
using NinjaBuild.Deploy.Waiting;

namespace NinjaBuild.Deploy.Reports;

/// <summary>How a deploy ended, as lines for people: what happened, where to look, what to run.</summary>
public static class OutcomeText
{
    /// <summary>The lines.</summary>
    public static IEnumerable<string> Write(Release release, ReleaseOutcome outcome, TimeSpan took)
    {
        yield return $"{release}: {Headline(outcome, took)}";
        foreach (var problem in outcome.Problems.Where(problem => !outcome.Stuck.Any(stuck => stuck.Identity.ToString() == problem.Subject)))
            yield return $"  {problem}";
        foreach (var line in outcome.Stuck.SelectMany(Lines))
            yield return line;
        if (outcome.Left.Count > 0)
            yield return "  not as it was, or not as it should be:";
        foreach (var problem in outcome.Left)
            yield return $"    {problem}";
        foreach (var advice in Advice(release, outcome))
            yield return $"  {advice}";
        foreach (var line in outcome.Notes.Trim().Split('\n').Where(_ => outcome is { Result: ReleaseResult.Done, Notes.Length: > 0 }))
            yield return $"  {line.TrimEnd()}".TrimEnd();
    }

    /// <summary>The end in a few words.</summary>
    public static string Headline(ReleaseOutcome outcome, TimeSpan took)
    {
        var time = string.Create(CultureInfo.InvariantCulture, $"{took.TotalSeconds:0.0} s");
        var revision = outcome.Revision is { } number ? string.Create(CultureInfo.InvariantCulture, $"revision {number}") : "";
        return outcome.Result switch
        {
            ReleaseResult.Done when outcome.IsRemoval => $"is deleted, after {time}",
            ReleaseResult.Done when outcome.Revision is null => $"done in {time}",
            ReleaseResult.Done => $"{revision} is deployed and healthy, after {time}",
            ReleaseResult.NothingToDo => "nothing to do",
            ReleaseResult.Planned => "there are changes to make; nothing was changed",
            ReleaseResult.Refused => outcome.Stuck.Count > 0 ? "nothing to change, but not healthy" : "nothing was changed",
            ReleaseResult.RolledBack => $"{revision} failed after {time}; all that it changed is back as it was",
            _ when outcome.IsRemoval => $"is not wholly deleted, after {time}",
            _ when outcome.Problems.Count == 0 => $"{revision} is deployed and healthy, but something is left over",
            _ => $"{(revision.Length > 0 ? revision : "it")} failed after {time} and was not rolled back, {(outcome.IsLeftAsAsked ? "as asked (--no-rollback)" : "or not wholly")}",
        };
    }

    static IEnumerable<string> Lines(StuckObject stuck)
    {
        yield return $"  {stuck.Identity}: {stuck.Reason}";
        foreach (var pod in stuck.Pods)
        {
            yield return $"    pod {pod.Pod}{(pod.Container is null ? "" : $", container {pod.Container}")}: {pod.Reason}{(pod.Message.Length > 0 ? $": {pod.Message}" : "")}";
            foreach (var line in pod.LogLines)
                yield return $"      | {line}";
            if (pod.LogFault is { } fault)
                yield return $"      no log: {fault}";
        }

        foreach (var text in stuck.Events)
            yield return $"    event: {text}";
    }

    static IEnumerable<string> Advice(Release release, ReleaseOutcome outcome)
    {
        if (outcome.Result == ReleaseResult.RolledBack && outcome.StartedHooks.Count > 0)
            yield return $"what hooks have done by then stays done ({string.Join(", ", outcome.StartedHooks.Select(hook => ObjectName.In(release.Namespace, hook)))})";
        if (outcome.Stuck.Count > 0)
            yield return $"to look at it: kubectl --context {release.Context} --namespace {release.Namespace} get {(outcome.Result == ReleaseResult.RolledBack ? "events --sort-by=.lastTimestamp" : "pods,events")}";
        if (outcome.Result != ReleaseResult.NotRolledBack)
            yield break;
        // To deploy would not concern the release that is meant here.
        var again = Command(release.IsElsewhere ? "Rollback" : "Deploy");
        if (outcome.IsRemoval)
            yield return $"to go on: {Command("Undeploy")}";
        else if (outcome.Problems.Count == 0)
            yield return $"to try again: {again}";
        else if (outcome.LastGood is { } good)
            yield return string.Create(CultureInfo.InvariantCulture, $"to go on: mend the cause and run {again}; to go back to revision {good}: {Command("Rollback")} --revision {good}");
        else
            yield return $"to go on: mend the cause and run {again}; to take away what is there: {Command("Undeploy")}";

        string Command(string target) =>
            $"./build.sh {target} --env {release.Environment} --chart {release.Name}{(release.IsElsewhere ? $" --record-namespace {release.Namespace}" : "")}";
    }
}
