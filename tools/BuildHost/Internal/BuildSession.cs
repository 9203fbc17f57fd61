using NinjaBuild.BuildHost.Parameters;

namespace NinjaBuild.BuildHost;

/// <summary>What a build instance reaches of the run it belongs to.</summary>
internal sealed record BuildSession(ParameterValues Parameters);
