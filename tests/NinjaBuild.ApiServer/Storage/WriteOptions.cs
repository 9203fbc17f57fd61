using NinjaBuild.ApiServer.Apply;

namespace NinjaBuild.ApiServer.Storage;

/// <summary>How a write is done.</summary>
/// <param name="Manager">Who writes.</param>
/// <param name="IsDryRun">Whether nothing is kept.</param>
sealed record WriteOptions(FieldManager Manager, bool IsDryRun)
{
    /// <summary>Writes of the cluster itself.</summary>
    public static WriteOptions Of(string manager, string apiVersion, string subresource = "") =>
        new(new FieldManager(manager, IsApply: false, apiVersion, subresource), IsDryRun: false);
}
