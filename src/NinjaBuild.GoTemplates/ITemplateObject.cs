namespace NinjaBuild.GoTemplates;

/// <summary>A value whose Go type has a name of its own.</summary>
public interface IGoTyped
{
    /// <summary>As <c>%T</c> prints it, for instance <c>chartutil.Values</c>, <c>[]string</c>, <c>*semver.Version</c>.</summary>
    string GoType { get; }
}

/// <summary>
/// An object with fields and methods, as Go's structs are in templates: <c>.Release.Name</c>, <c>.Files.Get "x"</c>. Nothing else of a
/// .NET object can be reached from a template. What it prints as is its <see cref="object.ToString"/>.
/// </summary>
public interface ITemplateObject : IGoTyped
{
    /// <summary>The value of a field, or false where there is none of that name.</summary>
    bool TryGetField(string name, out object? value);

    /// <summary>A method bound to this object, or null.</summary>
    TemplateFunction? FindMethod(string name) => null;
}
