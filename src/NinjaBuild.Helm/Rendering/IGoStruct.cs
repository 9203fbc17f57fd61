namespace NinjaBuild.Helm.Rendering;

/// <summary>A Go struct as encoding/json sees it.</summary>
interface IGoStruct
{
    /// <summary>The fields in their order, under the names that they have in JSON; without those that are left out when empty.</summary>
    IEnumerable<KeyValuePair<string, object?>> JsonFields { get; }
}
