namespace NinjaBuild.Compare.Model;

/// <summary>A host and path of the Ingresses, before and after.</summary>
/// <param name="Change">What became of it.</param>
/// <param name="Before">Where the first side sends it; null where it does not serve it.</param>
/// <param name="After">Where the second side sends it; null where it does not serve it.</param>
public sealed record RouteComparison(ObjectChange Change, IngressRoute? Before, IngressRoute? After);

/// <summary>A route of an Ingress.</summary>
/// <param name="Host">The host; <c>*</c> for every one.</param>
/// <param name="Path">The path.</param>
/// <param name="PathType"><c>Prefix</c>, <c>Exact</c> or <c>ImplementationSpecific</c>.</param>
/// <param name="Service">The Service that answers; a resource's name where it is none.</param>
/// <param name="Port">The Service's port, by number or name; empty where there is none.</param>
/// <param name="Tls">The Secret whose certificate serves the host; empty where none is named, null without TLS.</param>
/// <param name="Ingress">The Ingress that has the route.</param>
public sealed record IngressRoute(string Host, string Path, string PathType, string Service, string Port, string? Tls, string Ingress);
