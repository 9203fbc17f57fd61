using NinjaBuild.ApiServer.Selection;
using NinjaBuild.ApiServer.Storage;

namespace NinjaBuild.ApiServer.Controllers;

/// <summary>Says in the status of disruption budgets and autoscalers what they would do; neither does it.</summary>
sealed class ScalingController(ControllerWrites writes)
{
    public void Budget(ObjectKey key)
    {
        if (writes.Get(key) is not { } budget) return;
        var selector = LabelSelector.Of(budget.Tree.At("spec", "selector"));
        var pods = writes.List("pods", key.Namespace).FindAll(pod => selector.Matches(pod.Tree));
        int healthy = pods.Count(pod => Conditions.IsTrue(pod.Tree, "Ready"));
        int desired = budget.Tree.At("spec", "maxUnavailable") is { } most
            ? pods.Count - ControllerWrites.Share(most, pods.Count, isRoundedUp: true)
            : ControllerWrites.Share(budget.Tree.At("spec", "minAvailable"), pods.Count, isRoundedUp: true);
        int allowed = Math.Max(0, healthy - desired);
        writes.Status(key, status =>
        {
            status["observedGeneration"] = budget.Tree.Number("metadata", "generation") ?? 0;
            status["currentHealthy"] = (long)healthy;
            status["desiredHealthy"] = (long)Math.Max(0, desired);
            status["expectedPods"] = (long)pods.Count;
            status["disruptionsAllowed"] = (long)allowed;
            Conditions.Set(status, "DisruptionAllowed", allowed > 0, allowed > 0 ? "SufficientPods" : "InsufficientPods", "", writes.Now);
        });
    }

    public void Autoscaler(ObjectKey key)
    {
        if (writes.Get(key) is not { } autoscaler) return;
        var target = autoscaler.Tree.Text("spec", "scaleTargetRef", "name") ?? "";
        var plural = autoscaler.Tree.Text("spec", "scaleTargetRef", "kind") == "StatefulSet" ? "statefulsets.apps" : "deployments.apps";
        var scaled = writes.Get(plural, key.Namespace, target);
        writes.Status(key, status =>
        {
            if (scaled is null)
            {
                Conditions.Set(status, "AbleToScale", isTrue: false, "FailedGetScale", $"the HPA controller was unable to get the target's current scale: {plural} \"{target}\" not found", writes.Now);
                return;
            }

            long replicas = scaled.Tree.Number("spec", "replicas") ?? 1;
            status["currentReplicas"] = replicas;
            status["desiredReplicas"] = replicas;
            Conditions.Set(status, "AbleToScale", isTrue: true, "ReadyForNewScale", "recommended size matches current size", writes.Now);
            Conditions.Set(status, "ScalingActive", isTrue: true, "ValidMetricFound", "the HPA was able to successfully calculate a replica count from cpu resource utilization (percentage of request)", writes.Now);
            Conditions.Set(status, "ScalingLimited", isTrue: false, "DesiredWithinRange", "the desired count is within the acceptable range", writes.Now);
        });
    }
}
