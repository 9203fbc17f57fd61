using System.Reflection;
using Nuke.Common;
using Nuke.Common.Execution;

namespace NinjaBuild.BuildHost.Targets;

/// <summary>Finds the targets of a build and resolves what they say of each other.</summary>
internal static class TargetFactory
{
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>The targets: those of the class first, then those of its components, each in order of declaration.</summary>
    public static List<ExecutableTarget> CreateAll(INukeBuild build, IReadOnlyList<Target> defaults)
    {
        var definitions = new List<TargetDefinition>();
        foreach (var property in AllProperties(build.GetType()))
        {
            var factory = (Target)property.GetValue(build)!;
            var definition = new TargetDefinition(new ExecutableTarget(property.Name, property, factory), build);
            factory(definition);
            definition.Target.IsDefault = defaults.Contains(factory);
            definitions.Add(definition);
        }

        foreach (var definition in definitions)
            Resolve(definition, definitions);
        return definitions.ConvertAll(x => x.Target);
    }

    /// <summary>The target properties that a type itself declares or inherits from a base class.</summary>
    public static List<PropertyInfo> Properties(Type type)
    {
        var found = new List<PropertyInfo>();
        foreach (var property in type.GetProperties(Instance))
            if (property.PropertyType == typeof(Target) && !property.Name.Contains('.', StringComparison.Ordinal))
                found.Add(property);
        return found;
    }

    private static List<PropertyInfo> AllProperties(Type buildType)
    {
        var found = Properties(buildType);
        var ofClass = found.ConvertAll(x => x.Name);
        foreach (var component in buildType.GetInterfaces())
            foreach (var property in Properties(component))
                if (!ofClass.Contains(property.Name))
                    AddOfComponent(property, found);
        return found;
    }

    private static void AddOfComponent(PropertyInfo property, List<PropertyInfo> found)
    {
        var index = found.FindIndex(x => x.Name == property.Name);
        if (index < 0)
            found.Add(property);
        else if (found[index].DeclaringType!.IsAssignableFrom(property.DeclaringType))
            found[index] = property;
        else if (!property.DeclaringType!.IsAssignableFrom(found[index].DeclaringType))
            throw new InvalidOperationException(
                $"Target '{property.Name}' must be implemented by the build, because '{found[index].DeclaringType!.Name}' " +
                $"and '{property.DeclaringType!.Name}' both have one");
    }

    private static void Resolve(TargetDefinition definition, List<TargetDefinition> all)
    {
        var target = definition.Target;
        Add(target.ExecutionDependencies, x => x.DependsOnTargets, x => x.DependentForTargets);
        Add(target.OrderDependencies, x => x.AfterTargets, x => x.BeforeTargets);
        Add(target.TriggerDependencies, x => x.TriggeredByTargets, x => x.TriggersTargets);
        Add(target.Triggers, x => x.TriggersTargets, x => x.TriggeredByTargets);

        void Add(
            List<ExecutableTarget> list,
            Func<TargetDefinition, List<Delegate>> said,
            Func<TargetDefinition, List<Delegate>> saidByOthers)
        {
            foreach (var factory in said(definition))
                list.Add(Find(factory, target, all));
            foreach (var other in all)
                if (other != definition && saidByOthers(other).Contains(target.Factory))
                    list.Add(other.Target);
            if (list.Contains(target))
                throw new InvalidOperationException($"Target '{target.Name}' cannot have a dependency on itself");
        }
    }

    private static ExecutableTarget Find(Delegate factory, ExecutableTarget dependent, List<TargetDefinition> all)
    {
        foreach (var definition in all)
            if (definition.Target.Factory.Equals(factory))
                return definition.Target;
        throw new InvalidOperationException($"Target '{dependent.Name}' depends on something that is no target of this build");
    }
}
