using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using Nuke.Common.Tooling;

namespace Nuke.Components;

/// <summary>The configuration of a .NET build.</summary>
[TypeConverter(typeof(TypeConverter<Configuration>))]
[SuppressMessage("Usage", "CA2211", Justification = "The shape of Nuke's type.")]
[SuppressMessage("Design", "MA0069", Justification = "The shape of Nuke's type.")]
public sealed class Configuration : Enumeration
{
    public static Configuration Debug = new() { Value = nameof(Debug) };
    public static Configuration Release = new() { Value = nameof(Release) };

    public static implicit operator string(Configuration configuration) => configuration.Value;
}
