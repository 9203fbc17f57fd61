namespace Nuke.Common;

/// <summary>A target of a build: describes itself to the definition it is handed.</summary>
public delegate ITargetDefinition Target(ITargetDefinition definition);
