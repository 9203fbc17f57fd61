using NinjaBuild.Kubernetes.Trees;
using NinjaBuild.Yaml;

namespace NinjaBuild.Kubernetes.Health;

/// <summary>Health of kinds whose conditions tell it.</summary>
static class ConditionHealth
{
    public static ObjectHealth PodDisruptionBudget(IReadOnlyDictionary<string, object?> live)
    {
        var health = ObjectHealth.Progressing("waits for its controller");
        foreach (var condition in Condition.Of(live))
        {
            // Too few pods to evict any is what some want.
            if (condition is { IsFalse: true, Reason: not "InsufficientPods" }) return ObjectHealth.Degraded(condition.Text);
            health = ObjectHealth.Healthy(condition.Reason);
        }

        return health;
    }

    public static ObjectHealth HorizontalPodAutoscaler(IReadOnlyDictionary<string, object?> live)
    {
        var conditions = live.Text("apiVersion") == "autoscaling/v1" ? InAnnotation(live) : Condition.Of(live);
        foreach (var condition in conditions)
        {
            if (IsFailure(condition)) return ObjectHealth.Degraded(condition.Text);
        }

        foreach (var condition in conditions)
        {
            if (condition is { IsTrue: true, Type: "AbleToScale" or "ScalingLimited" }) return ObjectHealth.Healthy(condition.Message);
        }

        return ObjectHealth.Progressing("waits for its controller");
    }

    public static ObjectHealth CustomResourceDefinition(IReadOnlyDictionary<string, object?> live)
    {
        var conditions = Condition.Of(live);
        if (conditions.Count == 0) return ObjectHealth.Progressing("waits for its controller");
        bool isEstablished = false;
        foreach (var condition in conditions)
        {
            switch (condition)
            {
                case { Type: "Terminating", IsTrue: true }:
                    return ObjectHealth.Progressing("is being deleted");
                case { Type: "NamesAccepted", IsFalse: true }:
                    return ObjectHealth.Degraded($"its names are not accepted: {condition.Message}");
                case { Type: "NonStructuralSchema", IsTrue: true }:
                    return ObjectHealth.Degraded($"its schema is faulty: {condition.Message}");
                case { Type: "Established", IsTrue: true }:
                    isEstablished = true;
                    break;
                case { Type: "Established", Reason: "Installing" }:
                    return ObjectHealth.Progressing("is being installed");
            }
        }

        return isEstablished ? ObjectHealth.Healthy("is established") : ObjectHealth.Degraded("is not established");
    }

    public static ObjectHealth ApiService(IReadOnlyDictionary<string, object?> live)
    {
        if (Condition.Find(live, "Available") is not { } available) return ObjectHealth.Progressing("waits for its controller");
        return available.IsTrue ? ObjectHealth.Healthy(available.Text) : ObjectHealth.Progressing(available.Text);
    }

    static bool IsFailure(Condition condition) => (condition.Type, condition.Reason) switch
    {
        ("AbleToScale", "FailedGetScale" or "FailedUpdateScale") => true,
        ("ScalingActive", "FailedGetResourceMetric" or "FailedGetObjectMetric" or "FailedGetPodsMetric" or "FailedGetExternalMetric") => true,
        ("ScalingActive", "FailedComputeMetricsReplicas" or "InvalidSelector") => true,
        _ => false,
    };

    // Version 1 has no conditions; the controller writes them into an annotation, as JSON.
    static List<Condition> InAnnotation(IReadOnlyDictionary<string, object?> live)
    {
        if (live.Text("metadata", "annotations", "autoscaling.alpha.kubernetes.io/conditions") is not { } json) return [];
        var read = YamlReader.Read(json, "conditions");
        if (read is not { IsValid: true, Documents: [var list] }) return [];
        return YamlValues.ToObject(list) is List<object?> conditions ? Condition.From(conditions) : [];
    }
}
