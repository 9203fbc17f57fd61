using System.Globalization;
using NinjaBuild.GoTemplates;
using NinjaBuild.GoTemplates.Values;
using static NinjaBuild.GoTemplates.ParameterType;

namespace NinjaBuild.Helm.Functions;

/// <summary>A version read leniently ("v1.2" is 1.2.0), with the methods that templates call.</summary>
internal sealed record SemVersion(ulong Major, ulong Minor, ulong Patch, string Prerelease, string Metadata, string Original)
    : ITemplateObject
{
    public string GoType => "*semver.Version";

    /// <summary>Reads a version.</summary>
    /// <exception cref="FunctionException">It is none.</exception>
    public static SemVersion Parse(string text)
    {
        var scanner = new VersionScanner(text, wildcards: false);
        if (!scanner.TryRead(out var parts) || !scanner.AtEnd)
            throw new FunctionException("invalid semantic version");
        foreach (var part in parts.Prerelease.Split('.'))
        {
            if (part.Length > 1 && part[0] == '0' && !part.AsSpan().ContainsAnyExceptInRange('0', '9'))
                throw new FunctionException("version segment starts with 0");
        }

        return new(Number(parts.Major), Number(parts.Minor), Number(parts.Patch), parts.Prerelease, parts.Metadata, text);
    }

    public int OrderTo(SemVersion? other)
    {
        if (other is null)
            return 1;
        var order = Major.CompareTo(other.Major);
        if (order == 0)
            order = Minor.CompareTo(other.Minor);
        if (order == 0)
            order = Patch.CompareTo(other.Patch);
        return order != 0 ? order : ComparePrerelease(Prerelease, other.Prerelease);
    }

    public static int ComparePrerelease(string a, string b)
    {
        if (a == b)
            return 0;
        if (a.Length == 0 || b.Length == 0)
            return a.Length == 0 ? 1 : -1;
        var (x, y) = (a.Split('.'), b.Split('.'));
        for (var i = 0; i < Math.Max(x.Length, y.Length); i++)
        {
            if (i >= x.Length || i >= y.Length)
                return i >= x.Length ? -1 : 1;
            var order = ComparePart(x[i], y[i]);
            if (order != 0)
                return order;
        }

        return 0;
    }

    public bool TryGetField(string name, out object? value)
    {
        value = null;
        return false;
    }

    public TemplateFunction? FindMethod(string name) => name switch
    {
        "Major" => Method(name, Major),
        "Minor" => Method(name, Minor),
        "Patch" => Method(name, Patch),
        "Prerelease" => Method(name, Prerelease),
        "Metadata" => Method(name, Metadata),
        "Original" => Method(name, Original),
        "String" => Method(name, ToString()),
        "IncMajor" => Method(name, With(Major + 1, 0, 0)),
        "IncMinor" => Method(name, With(Major, Minor + 1, 0)),
        "IncPatch" => Method(name, With(Major, Minor, Prerelease.Length > 0 ? Patch : Patch + 1)),
        "Compare" => Comparison(name, other => Boxes.Int(OrderTo(other))),
        "Equal" => Comparison(name, other => Boxes.Box(OrderTo(other) == 0)),
        "LessThan" => Comparison(name, other => Boxes.Box(OrderTo(other) < 0)),
        "LessThanEqual" => Comparison(name, other => Boxes.Box(OrderTo(other) <= 0)),
        "GreaterThan" => Comparison(name, other => Boxes.Box(OrderTo(other) > 0)),
        "GreaterThanEqual" => Comparison(name, other => Boxes.Box(OrderTo(other) >= 0)),
        _ => null,
    };

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Major}.{Minor}.{Patch}{(Prerelease.Length > 0 ? "-" : "")}{Prerelease}{(Metadata.Length > 0 ? "+" : "")}{Metadata}");

    SemVersion With(ulong major, ulong minor, ulong patch)
    {
        var next = new SemVersion(major, minor, patch, "", "", "");
        return next with { Original = (Original.StartsWith('v') ? "v" : "") + next };
    }

    static TemplateFunction Method(string name, object value) => new(name, [], null, (_, _) => value);

    static TemplateFunction Comparison(string name, Func<SemVersion, object> compare) => new(
        name, [Any], null, (_, a) => compare(a[0] as SemVersion ?? throw new FunctionException($"wrong type for value; expected *semver.Version; got {GoTypes.TypeName(a[0])}")));

    static ulong Number(string digits)
    {
        if (digits.Length == 0)
            return 0;
        return ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FunctionException($"error parsing version segment: strconv.ParseUint: parsing \"{digits}\": value out of range");
    }

    static int ComparePart(string a, string b)
    {
        var numericA = ulong.TryParse(a, NumberStyles.None, CultureInfo.InvariantCulture, out var x);
        var numericB = ulong.TryParse(b, NumberStyles.None, CultureInfo.InvariantCulture, out var y);
        if (numericA && numericB)
            return x.CompareTo(y);
        return numericA != numericB ? (numericA ? -1 : 1) : string.CompareOrdinal(a, b);
    }
}
