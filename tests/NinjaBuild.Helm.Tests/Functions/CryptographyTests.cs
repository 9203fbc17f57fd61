using System.Security.Cryptography.X509Certificates;
using System.Text;
using NinjaBuild.Helm.Charts;
using NinjaBuild.Helm.Functions.Cryptography;
using NinjaBuild.Helm.Loading;
using NinjaBuild.Helm.Rendering;

namespace NinjaBuild.Helm.Tests.Functions;

public sealed class CryptographyTests
{
    const string AllKinds = """
        {{- $ca := genCA "ca" 365 }}
        {{ $ca.Cert }}{{ $ca.Key }}
        {{ genPrivateKey "ecdsa" }}{{ genPrivateKey "ed25519" }}
        {{ randAlphaNum 20 }} {{ randInt 1 1000000 }} {{ uuidv4 }} {{ shuffle "abcdefghij" }} {{ randBytes 12 }} {{ now | unixEpoch }}
        {{ bcrypt "secret" }} {{ htpasswd "u" "p" }} {{ encryptAES "key" "text" }}
        """;

    // RFC 7914, section 12.
    [Fact]
    public void Scrypt_gives_the_keys_of_its_specification() => Assert.Equal(
        "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640",
        Convert.ToHexStringLower(Scrypt.Key(Encoding.ASCII.GetBytes("password"), Encoding.ASCII.GetBytes("NaCl"), 1024, 8, 16, 64)));

    // RFC 8032, section 7.1, test 2.
    [Fact]
    public void Ed25519_gives_the_key_and_signature_of_its_specification()
    {
        var key = new Ed25519(Convert.FromHexString("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"));
        Assert.Equal("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", Convert.ToHexStringLower(key.PublicKey));
        Assert.Equal(
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
            Convert.ToHexStringLower(key.Sign([0x72])));
    }

    // The digits are those of Schneier's tables: the first subkey, and the last word of the last box.
    [Fact]
    public void Blowfish_starts_with_the_digits_of_pi() => Assert.Equal((0x243f6a88u, 0x3ac372e6u), (PiDigits.Words[0], PiDigits.Words[^1]));

    // As crypt(3) of libxcrypt hashes it.
    [Fact]
    public void Bcrypt_gives_what_other_programs_give() =>
        Assert.Equal("$2a$10$......................xKCzFv/EViOW9WnF221DLG7MpmI.n46", Bcrypt.Hash("a"u8, new byte[16]));

    [Fact]
    public void A_signed_certificate_leads_to_its_authority_and_has_its_names()
    {
        var text = Render("{{ $ca := genCA \"ca\" 365 }}{{ (genSignedCert \"web\" (list \"10.0.0.1\") (list \"web.local\") 30 $ca).Cert }}#{{ $ca.Cert }}").Split('#');
        using var certificate = X509Certificate2.CreateFromPem(text[0]);
        using var authority = X509Certificate2.CreateFromPem(text[1]);
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        Assert.True(chain.Build(certificate), string.Join(' ', chain.ChainStatus.Select(status => status.StatusInformation)));
        Assert.True(certificate.MatchesHostname("web.local") && certificate.MatchesHostname("10.0.0.1") && !certificate.MatchesHostname("other"));
        Assert.Equal(30, (certificate.NotAfter - certificate.NotBefore).Days);
    }

    [Theory]
    [InlineData("ecdsa")]
    [InlineData("ed25519")]
    public void A_certificate_can_have_any_key_that_Go_signs_with(string type)
    {
        var text = Render($"{{{{ $key := genPrivateKey \"{type}\" }}}}{{{{ $ca := genCAWithKey \"ca\" 1 $key }}}}{{{{ eq $key $ca.Key }}}}#{{{{ $ca.Cert }}}}").Split('#');
        Assert.Equal("true", text[0]);
        using var certificate = X509Certificate2.CreateFromPem(text[1]);
        Assert.Equal("CN=ca", certificate.Subject);
    }

    [Fact]
    public void What_was_encrypted_can_be_decrypted() => Assert.Equal("grüße 0123456789", Render("{{ encryptAES \"key\" \"grüße 0123456789\" | decryptAES \"key\" }}"));

    [Fact]
    public void A_seed_makes_everything_random_repeatable()
    {
        Assert.Equal(Render(AllKinds, "one"), Render(AllKinds, "one"));
        Assert.NotEqual(Render(AllKinds, "one"), Render(AllKinds, "two"));
    }

    [Theory]
    [InlineData("{{ genCAWithKey \"ca\" 1 \"x\" }}", "parsing private key: no PEM data in input")]
    [InlineData("{{ genSelfSignedCert \"a\" (list \"nope\") nil 1 }}", "error parsing ip: nope")]
    [InlineData("{{ genSelfSignedCert \"a\" nil (list 5) 1 }}", "error processing alternate dns name: 5 is not a string")]
    [InlineData("{{ genSignedCert \"a\" nil nil 1 (dict) }}", "expected sprig.certificate; got map[string]interface {}")]
    [InlineData("{{ buildCustomCert \"%\" \"\" }}", "unable to decode base64 certificate")]
    [InlineData("{{ decryptAES \"k\" \"AAAA\" }}", "3 bytes are no text of encryptAES")]
    public void What_cannot_be_made_says_why(string template, string message) =>
        Assert.Contains(message, Assert.Throws<ChartException>(() => Render(template)).Message, StringComparison.Ordinal);

    static string Render(string template, string? seed = null) =>
        new ChartRenderer(ChartLoader.LoadFiles(
            [
                new ChartFile("Chart.yaml", Encoding.UTF8.GetBytes("apiVersion: v2\nname: c\nversion: 1.0.0\n")),
                new ChartFile("templates/t.yaml", Encoding.UTF8.GetBytes(template)),
            ],
            "c")).Render(new ReleaseOptions(), options: new RenderOptions { Seed = seed }).Files.Single().Text;
}
