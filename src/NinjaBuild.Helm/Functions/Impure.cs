using System.Text;
using NinjaBuild.GoTemplates;
using NinjaBuild.GoTemplates.Values;
using static NinjaBuild.GoTemplates.ParameterType;

namespace NinjaBuild.Helm.Functions;

/// <summary>Functions whose value depends on chance, the network or the environment.</summary>
internal static class Impure
{
    const string Why = "it gives another value at every build";
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
        r.AddImpure("randInt", Why, [Int, Int], null, (e, a) => Boxes.Int(RandomInt(e, Cast.Int(a[0]), Cast.Int(a[1]))));
        r.AddImpure("randBytes", Why, [Int], null, (e, a) => RandomBytes(e, Cast.Int(a[0])));
        r.AddImpure("shuffle", Why, [Str], null, (e, a) => Shuffle(e, (string)a[0]!));
        r.AddImpure("uuidv4", Why, [], null, (e, _) => Uuid(e));
        r.AddImpure("getHostByName", "it asks the network", [Str], null, (_, _) => "");
    }

    static void AddRandomText(FunctionRegistry r, string name, string alphabet) =>
        r.AddImpure(name, Why, [Int], null, (e, a) =>
        {
            e.ReserveText(Cast.Int(a[0]));
            return RenderEnvironment.Of(e).Chance.Text(alphabet, (int)Math.Max(Cast.Int(a[0]), 0));
        });

    static long RandomInt(TemplateExecution execution, long low, long high) =>
        high > low ? low + RenderEnvironment.Of(execution).Chance.Below(high - low) : throw new FunctionException("invalid argument to Intn");

    static string RandomBytes(TemplateExecution execution, long count)
    {
        execution.ReserveText(count);
        return Convert.ToBase64String(RenderEnvironment.Of(execution).Chance.Bytes((int)Math.Max(count, 0)));
    }

    static string Shuffle(TemplateExecution execution, string text)
    {
        var chance = RenderEnvironment.Of(execution).Chance;
        var runes = text.EnumerateRunes().ToArray();
        for (var i = runes.Length - 1; i > 0; i--)
        {
            var other = (int)chance.Below(i + 1);
            (runes[i], runes[other]) = (runes[other], runes[i]);
        }

        return string.Concat(runes);
    }

    /// <summary>Version 4 of RFC 9562.</summary>
    static string Uuid(TemplateExecution execution)
    {
        var bytes = RenderEnvironment.Of(execution).Chance.Bytes(16);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }
}
