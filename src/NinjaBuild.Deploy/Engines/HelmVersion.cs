using System.Globalization;

namespace NinjaBuild.Deploy.Engines;

/// <summary>The version of helm, whose options differ between its major versions.</summary>
/// <param name="Major">3 or 4.</param>
sealed record HelmVersion(int Major)
{
    /// <summary>The option that undoes a failed upgrade.</summary>
    public string Rollback => Major == 3 ? "--atomic" : "--rollback-on-failure";

    /// <summary>Whether helm applies on the server, where fields have owners that may conflict.</summary>
    public bool HasConflicts => Major >= 4;

    /// <summary>Reads what <c>helm version</c> prints, such as <c>v3.19.4</c>.</summary>
    /// <exception cref="DeployException">It is no version that is known.</exception>
    public static HelmVersion Parse(string text)
    {
        var number = text.Trim().TrimStart('v').Split('.')[0];
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var major) && major is 3 or 4
            ? new HelmVersion(major)
            : throw new DeployException("helm", $"it says that it is version '{text.Trim()}', and only Helm 3 and 4 are known: install one of them, or deploy with --engine native");
    }
}
