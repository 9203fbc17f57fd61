using NinjaBuild.GoTemplates;

namespace NinjaBuild.Helm.Functions;

/// <summary>The functions of Helm's templates: Sprig's and Helm's own.</summary>
public static class HelmFunctions
{
    static readonly Lazy<(FunctionTable Table, FunctionRegistry Registry)> LazyAll = new(() => Make(hermetic: false));
    static readonly Lazy<(FunctionTable Table, FunctionRegistry Registry)> LazyHermetic = new(() => Make(hermetic: true));

    /// <summary>All of them, behaving as in Helm. Shared; not to be changed.</summary>
    public static FunctionTable All => LazyAll.Value.Table;

    /// <summary>
    /// The same, but those whose value depends on the clock, chance, the environment or the network refuse to be called and say why. Shared;
    /// not to be changed.
    /// </summary>
    public static FunctionTable Hermetic => LazyHermetic.Value.Table;

    /// <summary>The functions that <see cref="Hermetic"/> refuses, each with the reason.</summary>
    public static IReadOnlyDictionary<string, string> NotHermetic => LazyHermetic.Value.Registry.NotHermetic;

    static (FunctionTable Table, FunctionRegistry Registry) Make(bool hermetic)
    {
        var table = new FunctionTable();
        var registry = new FunctionRegistry(table, hermetic);
        Strings.AddTo(registry);
        StringCases.AddTo(registry);
        Lists.AddTo(registry);
        ListParts.AddTo(registry);
        Dicts.AddTo(registry);
        Arithmetic.AddTo(registry);
        Defaults.AddTo(registry);
        Conversion.AddTo(registry);
        Encoding.AddTo(registry);
        Hashes.AddTo(registry);
        Paths.AddTo(registry);
        Urls.AddTo(registry);
        RegularExpressions.AddTo(registry);
        SemanticVersions.AddTo(registry);
        Dates.AddTo(registry);
        Templates.AddTo(registry);
        Crypto.AddTo(registry);
        Impure.AddTo(registry);
        return (table, registry);
    }
}
