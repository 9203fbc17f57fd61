using NinjaBuild.Kubernetes.Schema;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Kubernetes.Defaults;

/// <summary>Goes through an object and fills in what is not set; outer fields first, since they may make the inner ones.</summary>
sealed class DefaultFilling(KubernetesSchema schema, bool alsoUnwritten)
{
    public void Fill(Definition definition, Dictionary<string, object?> mapping, bool isWritten)
    {
        // A CronJob's Jobs get their defaults once they are made.
        isWritten &= definition.Name != "batch.v1.JobTemplateSpec";
        foreach (var rule in DefaultRules.Of(definition.Name))
        {
            // An older version may not have the field yet.
            if (!definition.Fields.ContainsKey(rule.Field)) continue;
            if ((alsoUnwritten || (rule.IsWritten && (isWritten || definition.Name != "batch.v1.JobSpec"))) && rule.Applies(mapping))
                mapping[rule.Field] = TreeAccess.Copy(rule.Value);
        }

        ComputedDefaults.Apply(definition.Name, mapping, alsoUnwritten);
        foreach (var (name, value) in mapping)
        {
            if (definition.Fields.TryGetValue(name, out var field)) Inside(field.Type, value, isWritten);
        }
    }

    void Inside(FieldType type, object? value, bool isWritten)
    {
        switch (type.Shape, value)
        {
            case (FieldShape.Definition, Dictionary<string, object?> mapping):
                if (schema.Definition(type.DefinitionName!) is { } definition) Fill(definition, mapping, isWritten);
                break;
            case (FieldShape.List, List<object?> list):
                foreach (var item in list) Inside(type.Element!, item, isWritten);
                break;
            case (FieldShape.Map, Dictionary<string, object?> map):
                foreach (var item in map.Values) Inside(type.Element!, item, isWritten);
                break;
        }
    }
}
