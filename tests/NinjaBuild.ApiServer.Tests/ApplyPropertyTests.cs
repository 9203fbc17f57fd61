using FsCheck;
using FsCheck.Fluent;
using NinjaBuild.ApiServer.Apply;
using NinjaBuild.ApiServer.Discovery;
using NinjaBuild.ApiServer.Objects;
using NinjaBuild.ApiServer.Requests;
using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Schema;

namespace NinjaBuild.ApiServer.Tests;

/// <summary>Laws of server-side apply, whatever is applied.</summary>
public sealed class ApplyPropertyTests
{
    static readonly ResourceCatalog Catalog = new(KubernetesSchema.Newest);
    static readonly ApiResource Deployments = Catalog.Find(new TypeName("apps/v1", "Deployment"))!;
    static readonly FieldOwnership Ownership = new(Catalog, new ManualClock());
    static readonly FieldManager One = new("one", IsApply: true, "apps/v1", "");
    static readonly FieldManager Two = new("two", IsApply: true, "apps/v1", "");

    [Fact]
    public void What_is_applied_is_what_is_there() => Holds((first, second) =>
    {
        var live = Apply(Apply(Bare(), first, One), second, Two);
        return TreeEquality.AreEqual(ObjectMerge.Merge(Fields(live), Fields(second), Type), Fields(live));
    });

    [Fact]
    public void Applying_again_changes_nothing() => Holds((first, second) =>
    {
        var live = Apply(Apply(Bare(), first, One), second, Two);
        return ReferenceEquals(live, Apply(live, second, Two));
    });

    [Fact]
    public void Applying_nothing_any_more_leaves_what_the_other_applied() => Holds((first, second) =>
    {
        var live = Apply(Apply(Bare(), first, One), second, Two);
        return TreeEquality.AreEqual(Filled(Fields(Apply(live, Bare(), One))), Filled(Fields(Apply(Bare(), second, Two))));
    });

    [Fact]
    public void Everything_that_is_there_is_owned() => Holds((first, second) =>
    {
        var live = Apply(Apply(Bare(), first, One), second, Two);
        var owned = ManagedFields.Read(live.At("metadata", "managedFields"));
        var all = owned[One].Union(owned[Two]).WithNamedParents(Type);
        return FieldPaths.Of(Fields(live), Type).Difference(all).IsEmpty;
    });

    [Fact]
    public void What_two_apply_differently_is_a_conflict_and_else_both_own_it() => Holds((first, second) =>
    {
        var live = Apply(Bare(), first, One);
        try
        {
            var managers = ManagedFields.Read(Ownership.Apply(Deployments, live, second, Two, isForced: false).At("metadata", "managedFields"));
            return managers[One].SetEquals(ManagedFields.Read(live.At("metadata", "managedFields"))[One]);
        }
        catch (StatusFailure failure)
        {
            return failure.Causes.Count > 0 && failure.Causes.All(cause => cause.Message == "conflict with \"one\"");
        }
    });

    static NodeType Type => NodeType.Root(Catalog.Schema, Deployments.Definition);

    static void Holds(Func<Tree, Tree, bool> law) => Prop.ForAll(
        Manifests().ToArbitrary(),
        Manifests().ToArbitrary(),
        (first, second) => law(first, second).Label($"{JsonTree.Text(first)}\n{JsonTree.Text(second)}")).QuickCheckThrowOnFailure();

    static Tree Apply(Tree live, Tree applied, FieldManager manager) => Ownership.Apply(Deployments, live, applied, manager, isForced: true);

    static Tree Bare() => new() { ["apiVersion"] = "apps/v1", ["kind"] = "Deployment", ["metadata"] = new Tree { ["name"] = "web", ["namespace"] = "default" } };

    static Tree Fields(Tree tree)
    {
        var result = tree.Copied();
        foreach (var field in (string[])["name", "namespace", "managedFields"]) result.Own("metadata").Remove(field);
        result.Remove("apiVersion");
        result.Remove("kind");
        if (result.Own("metadata").Count == 0) result.Remove("metadata");
        return result;
    }

    // Mappings around what was removed may stay, with nothing in them.
    static object? Filled(object? value)
    {
        if (value is TreeList list) return list.ConvertAll(Filled);
        if (value is not Tree mapping) return value;
        var result = new Tree();
        foreach (var (name, inner) in mapping) result.Put(name, Filled(inner) is Tree { Count: 0 } ? null : Filled(inner));
        return result;
    }

    // Deployments with a granular map, lists by key, by two keys and as sets, atomic lists and atomic mappings.
    static Gen<Tree> Manifests() =>
        from replicas in Maybe(Gen.Choose(0, 2).Select(number => (object?)(long)number))
        from labels in Maybe(Map(Text))
        from finalizers in Maybe(Texts())
        from selector in Maybe(Map(Text).Select(map => (object?)new Tree { ["matchLabels"] = map }))
        from containers in Maybe(List("name", Containers()))
        select Tree(("replicas", replicas), ("selector", selector), ("containers", containers), ("labels", labels), ("finalizers", finalizers));

    static Gen<Tree> Containers() =>
        from name in Text
        from image in Maybe(Text)
        from arguments in Maybe(Text.Select(text => (object?)new TreeList { text, "x" }))
        from env in Maybe(List("name", from key in Text from value in Maybe(Text) select Present(("name", key), ("value", value))))
        from port in Maybe(Gen.Choose(1, 2).Select(number => (object?)new TreeList { new Tree { ["containerPort"] = (long)number } }))
        select Present(("name", name), ("image", image), ("args", arguments), ("env", env), ("ports", port));

    static Gen<object?> Text => Gen.Elements<object?>("a", "b", "c");

    static Gen<object?> Maybe(Gen<object?> value) => Gen.Frequency((1, Gen.Constant<object?>(null)), (3, value));

    static Gen<object?> Map(Gen<object?> value) =>
        from a in Maybe(value) from b in value select (object?)Present(("a", a), ("b", b));

    static Gen<object?> Texts() => Gen.NonEmptyListOf(Text).Select(texts => (object?)new TreeList(texts.Distinct().Take(3)));

    static Gen<object?> List(string key, Gen<Tree> items) =>
        Gen.NonEmptyListOf(items).Select(list => (object?)new TreeList(list.DistinctBy(item => item[key]).Take(3)));

    static Tree Tree(params (string Name, object? Value)[] parts)
    {
        var values = parts.ToDictionary(part => part.Name, part => part.Value);
        var result = Bare();
        foreach (var field in (string[])["labels", "finalizers"]) result.Own("metadata").Put(field, values[field]);
        var spec = Present(("replicas", values["replicas"]), ("selector", values["selector"]));
        if (values["containers"] is not null) spec["template"] = new Tree { ["spec"] = new Tree { ["containers"] = values["containers"] } };
        if (spec.Count > 0) result["spec"] = spec;
        return result;
    }

    static Tree Present(params (string Name, object? Value)[] fields)
    {
        var result = new Tree();
        foreach (var (name, value) in fields) result.Put(name, value);
        return result;
    }
}
