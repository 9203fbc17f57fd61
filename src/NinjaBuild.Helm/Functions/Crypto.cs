using NinjaBuild.GoTemplates;
using NinjaBuild.GoTemplates.Values;
using NinjaBuild.Helm.Functions.Cryptography;
using static NinjaBuild.GoTemplates.ParameterType;

namespace NinjaBuild.Helm.Functions;

/// <summary>Passwords, ciphers, keys and certificates.</summary>
static class Crypto
{
    const string Why = "it gives another value at every build";
    const int CertificateKeyBits = 2048;

    public static void AddTo(FunctionRegistry r)
    {
        r.AddImpure("bcrypt", Why, [Str], null, (e, a) => Hashed((string)a[0]!, e));
        r.AddImpure("htpasswd", Why, [Str, Str], null, (e, a) => PasswordEntry((string)a[0]!, (string)a[1]!, e));
        r.Add("derivePassword", [Int, Str, Str, Str, Str], (_, a) => DerivedPassword.Of((uint)Cast.Int(a[0]), (string)a[1]!, (string)a[2]!, (string)a[3]!, (string)a[4]!));
        r.AddImpure("encryptAES", Why, [Str, Str], null, (e, a) => AesText.Encrypt((string)a[0]!, (string)a[1]!, RenderEnvironment.Of(e).Chance));
        r.Add("decryptAES", [Str, Str], (_, a) => AesText.Decrypt((string)a[0]!, (string)a[1]!));
        r.AddImpure("genPrivateKey", Why, [Str], null, (e, a) => GeneratedKey((string)a[0]!, e));
        AddCertificates(r);
    }

    static void AddCertificates(FunctionRegistry r)
    {
        r.Add("buildCustomCert", [Str, Str], (_, a) => Certificates.Custom((string)a[0]!, (string)a[1]!));
        r.AddImpure("genCA", Why, [Str, Int], null, (e, a) => Authority(e, (string)a[0]!, a[1], NewKey(e)));
        r.AddImpure("genCAWithKey", Why, [Str, Int, Str], null, (e, a) => Authority(e, (string)a[0]!, a[1], GivenKey(a[2])));
        r.AddImpure("genSelfSignedCert", Why, [Str, List, List, Int], null, (e, a) => SelfSigned(e, Request(a), NewKey(e)));
        r.AddImpure("genSelfSignedCertWithKey", Why, [Str, List, List, Int, Str], null, (e, a) => SelfSigned(e, Request(a), GivenKey(a[4])));
        r.AddImpure("genSignedCert", Why, [Str, List, List, Int, Any], null, (e, a) => Signed(e, Request(a), a[4], NewKey(e)));
        r.AddImpure("genSignedCertWithKey", Why, [Str, List, List, Int, Any, Str], null, (e, a) => Signed(e, Request(a), a[4], GivenKey(a[5])));
    }

    static string Hashed(string password, TemplateExecution execution)
    {
        try
        {
            return Bcrypt.Hash(GoString.ToBytes(password), RenderEnvironment.Of(execution).Chance);
        }
        catch (FunctionException error)
        {
            return $"failed to encrypt string with bcrypt: {error.Message}";
        }
    }

    static string PasswordEntry(string user, string password, TemplateExecution execution) =>
        user.Contains(':', StringComparison.Ordinal) ? $"invalid username: {user}" : $"{user}:{Hashed(password, execution)}";

    static string GeneratedKey(string type, TemplateExecution execution)
    {
        using var key = PrivateKey.Generate(type, RenderEnvironment.Of(execution).Chance);
        return key?.Pem ?? $"Unknown type {type}";
    }

    static object Authority(TemplateExecution execution, string commonName, object? days, PrivateKey key)
    {
        using (key)
            return Certificates.Authority(new Certificates.Request(commonName, Cast.Int(days)), key, RenderEnvironment.Of(execution));
    }

    static object SelfSigned(TemplateExecution execution, Certificates.Request request, PrivateKey key)
    {
        using (key)
            return Certificates.SelfSigned(request, key, RenderEnvironment.Of(execution));
    }

    static object Signed(TemplateExecution execution, Certificates.Request request, object? authority, PrivateKey key)
    {
        using (key)
            return Certificates.Signed(request, key, authority, RenderEnvironment.Of(execution));
    }

    static Certificates.Request Request(ReadOnlySpan<object?> a) =>
        new((string)a[0]!, Cast.Int(a[3]), a[1] as IReadOnlyList<object?>, a[2] as IReadOnlyList<object?>);

    static PrivateKey NewKey(TemplateExecution execution) => PrivateKey.GenerateRsa(CertificateKeyBits, RenderEnvironment.Of(execution).Chance);

    static PrivateKey GivenKey(object? pem)
    {
        try
        {
            return PrivateKey.Parse((string)pem!);
        }
        catch (FunctionException error)
        {
            throw new FunctionException($"parsing private key: {error.Message}");
        }
    }
}
