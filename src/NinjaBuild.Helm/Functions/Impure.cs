using System.Security.Cryptography;
using System.Text;
using NinjaBuild.GoTemplates;
using NinjaBuild.GoTemplates.Values;
using static NinjaBuild.GoTemplates.ParameterType;

namespace NinjaBuild.Helm.Functions;

/// <summary>Functions whose value depends on chance, the network or the environment.</summary>
internal static class Impure
{
    const string Chance = "it gives another value at every build";
    const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const string Digits = "0123456789";

    public static void AddTo(FunctionRegistry r)
    {
        var ascii = new StringBuilder();
        for (var c = ' '; c <= '~'; c++)
            ascii.Append(c);
        AddRandomText(r, "randAlphaNum", Letters + Digits);
        AddRandomText(r, "randAlpha", Letters);
        AddRandomText(r, "randNumeric", Digits);
        AddRandomText(r, "randAscii", ascii.ToString());
        r.AddImpure("randInt", Chance, [Int, Int], null, (_, a) => Boxes.Int(RandomInt(Cast.Int(a[0]), Cast.Int(a[1]))));
        r.AddImpure("randBytes", Chance, [Int], null, (e, a) => RandomBytes(e, Cast.Int(a[0])));
        r.AddImpure("shuffle", Chance, [Str], null, (_, a) => Shuffle((string)a[0]!));
        r.AddImpure("uuidv4", Chance, [], null, (_, _) => Guid.NewGuid().ToString());
        r.AddImpure("env", "it reads the environment of the machine", [Str], null, (_, _) => "");
        r.AddImpure("expandenv", "it reads the environment of the machine", [Str], null, (_, a) => a[0]);
        r.AddImpure("getHostByName", "it asks the network", [Str], null, (_, _) => "");
        foreach (var name in (ReadOnlySpan<string>)["bcrypt", "htpasswd", "encryptAES", "genPrivateKey", "genCA", "genCAWithKey",
                     "genSelfSignedCert", "genSelfSignedCertWithKey", "genSignedCert", "genSignedCertWithKey"])
            r.AddImpure(name, Chance, [], Any, (_, _) => throw NotSupported(name));
        foreach (var name in (ReadOnlySpan<string>)["derivePassword", "decryptAES", "buildCustomCert", "toToml", "mustToToml", "fromToml"])
            r.AddVariadic(name, [], Any, (_, _) => throw NotSupported(name));
    }

    static FunctionException NotSupported(string name) => new($"{name} is not supported");

    static void AddRandomText(FunctionRegistry r, string name, string alphabet) =>
        r.AddImpure(name, Chance, [Int], null, (e, a) =>
        {
            e.ReserveText(Cast.Int(a[0]));
            return RandomNumberGenerator.GetString(alphabet, (int)Math.Max(Cast.Int(a[0]), 0));
        });

    static long RandomInt(long low, long high) =>
        high > low ? Random.Shared.NextInt64(low, high) : throw new FunctionException("invalid argument to Intn");

    static string RandomBytes(TemplateExecution execution, long count)
    {
        execution.ReserveText(count);
        return Convert.ToBase64String(RandomNumberGenerator.GetBytes((int)Math.Max(count, 0)));
    }

    static string Shuffle(string text)
    {
        var runes = text.EnumerateRunes().ToArray();
        Random.Shared.Shuffle(runes);
        return string.Concat(runes);
    }
}
