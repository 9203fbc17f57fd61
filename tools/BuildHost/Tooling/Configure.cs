namespace Nuke.Common.Tooling;

/// <summary>Changes settings and returns them.</summary>
public delegate T Configure<T>(T settings);
