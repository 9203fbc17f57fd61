using NinjaBuild.Kubernetes.Client.Json;

namespace NinjaBuild.Deploy.Applying;

/// <summary>
/// An object that is kept in case it is needed again: as text, which takes a fraction of its tree's memory, above all with the owners of
/// its fields.
/// </summary>
sealed class PackedObject
{
    readonly byte[] _json;

    PackedObject(byte[] json) => _json = json;

    /// <summary>Packs an object.</summary>
    public static PackedObject Of(Tree item) => new(JsonTree.Write(item).ToArray());

    /// <summary>Unpacks it.</summary>
    public Tree Unpack() => (Tree)JsonTree.Read(_json, new StringPool())!;
}
