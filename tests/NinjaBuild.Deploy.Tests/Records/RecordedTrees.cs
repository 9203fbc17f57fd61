using FsCheck;
using FsCheck.Fluent;
using NinjaBuild.Deploy.Records;
using NinjaBuild.Kubernetes.Manifests;

namespace NinjaBuild.Deploy.Tests.Records;

/// <summary>Revisions and objects of all sorts.</summary>
static class RecordedTrees
{
    static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Texts that are likely to go wrong.</summary>
    public static Gen<string> Text { get; } = Gen.OneOf(
        Gen.Elements("", "a", "web", "ä\u2028", "\"\\", "a\nb", "<&'>", "\ud83d\udc1f", "0", "true", "null", "{}", new string('x', 5000)),
        ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => Scalar(text.Get)));

    /// <summary>Values as manifests have them.</summary>
    public static Gen<object?> Value { get; } = Gen.Sized(size => ValueOf(Math.Min(size, 30)));

    /// <summary>Objects, none of them a Secret.</summary>
    public static Gen<RecordedObject> Object { get; } =
        from type in Gen.Elements(new TypeName("v1", "ConfigMap"), new TypeName("apps/v1", "Deployment"), new TypeName("example.com/v1", "Secret"))
        from name in Gen.Elements("web", "db", "a.b-c", "*")
        from ns in Gen.Elements("", "shop-dev", "other")
        from wave in Gen.Elements(0, -1, 7, int.MinValue, int.MaxValue)
        from flags in Gen.Choose(0, 3)
        from content in Value
        select new RecordedObject
        {
            Identity = new ObjectIdentity(type.Group, type.Kind, ns, name),
            ApiVersion = type.ApiVersion,
            Wave = wave,
            IsKept = (flags & 1) > 0,
            WasThereBefore = (flags & 2) > 0,
            Manifest = content is null ? null : Manifest(type, ns, name, content),
        };

    /// <summary>Objects and hooks.</summary>
    public static Gen<RevisionObjects> Objects { get; } =
        from objects in Gen.ListOf(Object)
        from hooks in Gen.ListOf(Object)
        select new RevisionObjects([.. objects], [.. hooks]);

    /// <summary>Revisions.</summary>
    public static Gen<Revision> Revision { get; } =
        from number in Gen.Choose(1, 1000)
        from status in Gen.Elements(Enum.GetValues<RevisionStatus>())
        from texts in Gen.ArrayOf(Text, 6)
        from minutes in Gen.Choose(-100000, 100000)
        from ended in Gen.Choose(-1, 1)
        from isFromGit in ArbMap.Default.GeneratorFor<bool>()
        select new Revision
        {
            Number = number,
            Status = status,
            Chart = texts[0],
            ChartVersion = texts[1],
            ChartDigest = texts[2],
            ValuesDigest = texts[3],
            Started = Noon.AddMinutes(minutes).AddTicks(minutes),
            Ended = ended < 0 ? null : Noon.ToOffset(TimeSpan.FromHours(ended)),
            By = texts[4],
            GitRevision = isFromGit ? "0abc388" : null,
            RollbackTo = ended > 0 && number > 1 ? number - 1 : null,
            Message = ended < 0 ? null : texts[5],
        };

    /// <summary>A value in a form that can be compared as text.</summary>
    public static string Shown(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        Tree mapping => $"{{{string.Join(",", mapping.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key}:{Shown(entry.Value)}"))}}}",
        IReadOnlyList<object?> list => $"[{string.Join(",", list.Select(Shown))}]",
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>Objects in a form that can be compared as text.</summary>
    public static string Shown(RevisionObjects objects) =>
        string.Join("\n", objects.Objects.Select(Shown)) + "\n--\n" + string.Join("\n", objects.Hooks.Select(Shown));

    static string Shown(RecordedObject item) => $"{item with { Manifest = null }} {Shown(item.Manifest)}";

    static Dictionary<string, object?> Manifest(TypeName type, string ns, string name, object content)
    {
        var metadata = new Dictionary<string, object?> { ["name"] = name };
        if (ns.Length > 0) metadata["namespace"] = ns;
        return new Dictionary<string, object?> { ["apiVersion"] = type.ApiVersion, ["kind"] = type.Kind, ["metadata"] = metadata, ["spec"] = content };
    }

    static Gen<object?> ValueOf(int size)
    {
        var scalar = Gen.OneOf(
            Text.Select(text => (object?)text),
            Gen.Elements<object?>(null, true, false, 0L, -1L, long.MaxValue, 0.5, -1e300, 1e-7));
        if (size <= 1) return scalar;
        var inner = ValueOf(size / 3);
        return Gen.OneOf(
            scalar,
            Gen.ListOf(inner).Select(list => (object?)list.ToList()),
            from names in Gen.ListOf(Text)
            from values in Gen.ArrayOf(inner, names.Count)
            select (object?)names.Zip(values).DistinctBy(entry => entry.First).ToDictionary(entry => entry.First, entry => entry.Second));
    }

    // Half a character is none, and no JSON has it.
    static string Scalar(string text) => string.Concat(text.EnumerateRunes());
}
