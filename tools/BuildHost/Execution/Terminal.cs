namespace Nuke.Common.Execution;

/// <summary>Somebody's terminal, or a pipe: no build server was recognised.</summary>
public sealed class Terminal : Host;
