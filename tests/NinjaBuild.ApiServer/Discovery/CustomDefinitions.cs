using NinjaBuild.ApiServer.Objects;
using NinjaBuild.ApiServer.Storage;
using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Validation;

namespace NinjaBuild.ApiServer.Discovery;

/// <summary>Serves the kinds of CustomResourceDefinitions, and says in their status that it does.</summary>
sealed class CustomDefinitions(ObjectStore store, ResourceCatalog catalog, TimeProvider clock)
{
    public const string GroupResource = "customresourcedefinitions.apiextensions.k8s.io";

    /// <summary>Whether new definitions are left alone until <see cref="Establish"/>.</summary>
    public bool IsHeld { get; set; }

    public void React(Change change)
    {
        if (change.Key.GroupResource != GroupResource) return;
        if (change.After is null) Forget(change);
        else if (IsEstablished(change.After.Tree)) catalog.Define(change.Key.Name, Resources(change.After.Tree));
        else if (!IsHeld) Establish(change.Key.Name);
    }

    /// <summary>Accepts a definition and serves its kinds.</summary>
    public void Establish(string name)
    {
        lock (store.Gate)
        {
            if (store.Get(new ObjectKey(GroupResource, "", name)) is not { } live || IsEstablished(live.Tree)) return;
            var updated = live.Tree.Copied();
            var status = updated.Own("status");
            status["acceptedNames"] = TreeAccess.Copy(updated.At("spec", "names"));
            status["storedVersions"] = new TreeList(updated.Items("spec", "versions").Where(version => version.IsTrue("storage")).Select(version => version.At("name")));
            status["conditions"] = new TreeList { Condition("NamesAccepted", "NoConflicts", "no conflicts found"), Condition("Established", "InitialNamesAccepted", "the initial names have been accepted") };
            store.Put(live.Key, updated);
            catalog.Define(name, Resources(updated));
        }
    }

    void Forget(Change change)
    {
        foreach (var found in store.List(change.Key.Name)) store.Remove(found.Key);
        catalog.Define(change.Key.Name, []);
    }

    Tree Condition(string type, string reason, string message) => new()
    {
        ["type"] = type,
        ["status"] = "True",
        ["reason"] = reason,
        ["message"] = message,
        ["lastTransitionTime"] = ObjectFields.Time(clock.GetUtcNow()),
    };

    static bool IsEstablished(Tree definition) =>
        definition.Items("status", "conditions").Any(condition => condition.Text("type") == "Established" && condition.Text("status") == "True");

    static List<ApiResource> Resources(Tree definition)
    {
        var names = definition.At("spec", "names");
        var result = new List<ApiResource>();
        foreach (var version in definition.Items("spec", "versions").Where(version => version.IsTrue("served")))
        {
            var type = new TypeName($"{definition.Text("spec", "group")}/{version.Text("name")}", names.Text("kind") ?? "");
            bool isNamespaced = definition.Text("spec", "scope") == "Namespaced";
            result.Add(new ApiResource(type, names.Text("plural") ?? "", isNamespaced, CustomSchema.Read(version))
            {
                IsCustom = true,
                Singular = names.Text("singular") ?? type.Kind.ToLowerInvariant(),
                ShortNames = [.. names.Items("shortNames").OfType<string>()],
                Categories = [.. names.Items("categories").OfType<string>()],
                HasStatus = version.At("subresources", "status") is not null,
                CustomSchema = version.At("schema", "openAPIV3Schema"),
            });
        }

        return result;
    }
}
