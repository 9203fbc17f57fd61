using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NinjaBuild.GoTemplates;
using NinjaBuild.GoTemplates.Formatting;
using NinjaBuild.Helm.Rendering;

namespace NinjaBuild.Helm.Functions.Cryptography;

/// <summary>Certificates with the fields that Sprig gives them (sprig/crypto.go): for servers and clients, valid from now on.</summary>
static class Certificates
{
    const string TypeName = "sprig.certificate";

    /// <summary>A certificate to make.</summary>
    /// <param name="CommonName">The subject.</param>
    /// <param name="Days">How long it is valid.</param>
    /// <param name="Addresses">IP addresses; null for none.</param>
    /// <param name="Names">DNS names; null for none.</param>
    public sealed record Request(string CommonName, long Days, IReadOnlyList<object?>? Addresses = null, IReadOnlyList<object?>? Names = null);

    /// <summary>A certificate authority.</summary>
    public static GoStruct Authority(Request request, PrivateKey key, RenderEnvironment environment) => Issue(request, key, null, key, isAuthority: true, environment);

    /// <summary>A certificate that its own key signs.</summary>
    public static GoStruct SelfSigned(Request request, PrivateKey key, RenderEnvironment environment) => Issue(request, key, null, key, isAuthority: false, environment);

    /// <summary>A certificate that an authority signs.</summary>
    /// <param name="request">What it says.</param>
    /// <param name="key">Its own key.</param>
    /// <param name="authority">What genCA gave.</param>
    /// <param name="environment">Chance and clock.</param>
    public static GoStruct Signed(Request request, PrivateKey key, object? authority, RenderEnvironment environment)
    {
        if (authority is not GoStruct { GoType: TypeName } ca || !ca.TryGetField("Cert", out var pem) || !ca.TryGetField("Key", out var keyPem))
            throw new FunctionException($"wrong type for value; expected {TypeName}; got {GoTemplates.Values.GoTypes.TypeName(authority)}");
        var (_, der) = PemText.Decode((string)pem!) ?? throw new FunctionException("unable to decode certificate");
        using var issuer = Load(der);
        using var signer = ParseKey((string)keyPem!);
        return Issue(request, key, issuer, signer, isAuthority: false, environment);
    }

    /// <summary>A certificate and key that the chart was given, both PEM in base64; checked.</summary>
    public static GoStruct Custom(string certificate, string key)
    {
        var pem = Decode(certificate, "unable to decode base64 certificate");
        var keyPem = Decode(key, "unable to decode base64 private key");
        var (_, der) = PemText.Decode(pem) ?? throw new FunctionException("unable to decode certificate");
        using var read = Load(der);
        using var readKey = ParseKey(keyPem);
        return Result(pem, keyPem);
    }

    static GoStruct Issue(Request request, PrivateKey key, X509Certificate2? issuer, PrivateKey signer, bool isAuthority, RenderEnvironment environment)
    {
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(request.CommonName);
        var name = subject.Build();
        var certificate = new CertificateRequest(name, key.Signer().PublicKey, key.Hash);
        var usages = X509KeyUsageFlags.KeyEncipherment | X509KeyUsageFlags.DigitalSignature | (isAuthority ? X509KeyUsageFlags.KeyCertSign : X509KeyUsageFlags.None);
        certificate.CertificateExtensions.Add(new X509KeyUsageExtension(usages, critical: true));
        certificate.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")], critical: false));
        certificate.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, hasPathLengthConstraint: false, 0, critical: true));
        if (isAuthority)
            certificate.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(certificate.PublicKey, critical: false));
        if (issuer?.Extensions.OfType<X509SubjectKeyIdentifierExtension>().FirstOrDefault() is { } identifier)
            certificate.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(identifier));
        if (AlternativeNames(request) is { } names)
            certificate.CertificateExtensions.Add(names);

        var serial = environment.Chance.Bytes(16);
        serial[0] &= 0x7f; // a positive number
        var start = environment.Now;
        try
        {
            using var made = certificate.Create(issuer?.SubjectName ?? name, signer.Signer(), start, start.AddDays(request.Days), serial);
            return Result(PemText.Encode("CERTIFICATE", made.RawData), key.Pem);
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            throw new FunctionException($"error creating certificate: {error.Message}");
        }
    }

    static X509Extension? AlternativeNames(Request request)
    {
        var builder = new SubjectAlternativeNameBuilder();
        foreach (var name in request.Names ?? [])
            builder.AddDnsName(name as string ?? throw new FunctionException($"error processing alternate dns name: {GoFormat.Print(name)} is not a string"));
        foreach (var address in request.Addresses ?? [])
        {
            if (address is not string text)
                throw new FunctionException($"error parsing ip: {GoFormat.Print(address)} is not a string");
            builder.AddIpAddress(IPAddress.TryParse(text, out var parsed) ? parsed : throw new FunctionException($"error parsing ip: {text}"));
        }

        return request is { Names: null or { Count: 0 }, Addresses: null or { Count: 0 } } ? null : builder.Build();
    }

    static GoStruct Result(string certificate, string key) => new(TypeName) { ["Cert"] = certificate, ["Key"] = key };

    static X509Certificate2 Load(byte[] der)
    {
        try
        {
            return X509CertificateLoader.LoadCertificate(der);
        }
        catch (CryptographicException error)
        {
            throw new FunctionException($"error parsing certificate: {error.Message}");
        }
    }

    static PrivateKey ParseKey(string pem)
    {
        try
        {
            return PrivateKey.Parse(pem);
        }
        catch (FunctionException error)
        {
            throw new FunctionException($"error parsing private key: {error.Message}");
        }
    }

    static string Decode(string base64, string message)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? GoTemplates.Values.GoString.FromBytes(bytes.AsSpan(0, length)) : throw new FunctionException(message);
    }
}
