using NinjaBuild.Kubernetes.Health;
using NinjaBuild.Kubernetes.Manifests;

namespace NinjaBuild.Deploy.Waiting;

/// <summary>The health of an object that was not known before, or has changed.</summary>
/// <param name="Identity">The object.</param>
/// <param name="Health">How it is now; its reason is one line. Healthy or suspended means that it is done, degraded or missing that it is stuck.</param>
/// <param name="Since">How long it had been waited for by then.</param>
public sealed record ObjectProgress(ObjectIdentity Identity, ObjectHealth Health, TimeSpan Since);
