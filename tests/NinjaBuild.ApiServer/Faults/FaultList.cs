using NinjaBuild.ApiServer.Requests;

namespace NinjaBuild.ApiServer.Faults;

/// <summary>The faults of a server. All that strike a request do so, in the order they were added.</summary>
public sealed class FaultList
{
    readonly Lock _gate = new();
    readonly List<Fault> _faults = [];

    /// <summary>A fault of requests of a verb, a resource, and an object; it does nothing until told what.</summary>
    /// <param name="verb">A verb of <see cref="ApiRequest.Verb"/>; <c>*</c> for any, <c>write</c> for those that change something.</param>
    /// <param name="resource"><c>deployments</c>, <c>pods/log</c>; <c>*</c> for any resource, and for what is none.</param>
    /// <param name="name">The object's name, which for what is created stands in the body; null for any.</param>
    /// <param name="ns">The namespace; null for any.</param>
    /// <param name="isDryRun">Whether only dry runs, or only what is none; null for both.</param>
    public Fault On(string verb = "*", string resource = "*", string? name = null, string? ns = null, bool? isDryRun = null)
    {
        bool Matches(ApiRequest request)
        {
            var full = request.Subresource.Length > 0 ? $"{request.Resource}/{request.Subresource}" : request.Resource;
            return (verb == "*" || verb == request.Verb || (verb == "write" && request.IsWrite))
                && (resource == "*" || resource == full)
                && (name is null || name == (request.Name.Length > 0 ? request.Name : CreatedName(request)))
                && (ns is null || ns == request.Namespace)
                && (isDryRun is null || isDryRun == request.IsDryRun);
        }

        return On(Matches);
    }

    /// <summary>A fault of the requests that meet a condition.</summary>
    public Fault On(Func<ApiRequest, bool> condition)
    {
        var fault = new Fault(condition);
        lock (_gate) _faults.Add(fault);
        return fault;
    }

    /// <summary>Takes a fault away.</summary>
    public void Remove(Fault fault)
    {
        lock (_gate) _faults.Remove(fault);
    }

    /// <summary>Takes all faults away.</summary>
    public void Clear()
    {
        lock (_gate) _faults.Clear();
    }

    internal List<FaultEffect> Strike(ApiRequest request)
    {
        lock (_gate) return [.. _faults.Where(fault => fault.Strikes(request)).Select(fault => fault.Effect!)];
    }

    static string? CreatedName(ApiRequest request)
    {
        if (request.Verb != "create") return null;
        try
        {
            return BodyReading.Any(request).Text("metadata", "name");
        }
        catch (StatusFailure)
        {
            return null;
        }
    }
}
