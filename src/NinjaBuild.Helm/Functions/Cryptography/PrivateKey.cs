using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NinjaBuild.GoTemplates;

namespace NinjaBuild.Helm.Functions.Cryptography;

/// <summary>A private key in the PEM forms that Go writes and reads.</summary>
abstract class PrivateKey : IDisposable
{
    const string Ed25519Oid = "1.3.101.112";
    const string RsaOid = "1.2.840.113549.1.1.1";
    const string EcOid = "1.2.840.10045.2.1";

    /// <summary>The key as PEM.</summary>
    public abstract string Pem { get; }

    /// <summary>What signs certificates with it.</summary>
    /// <exception cref="FunctionException">Go signs none with such a key.</exception>
    public abstract X509SignatureGenerator Signer();

    /// <summary>The hash that Go signs with.</summary>
    public virtual HashAlgorithmName Hash => HashAlgorithmName.SHA256;

    /// <summary>Lets the key go.</summary>
    public abstract void Dispose();

    /// <summary>Makes a key of Sprig's <c>genPrivateKey</c>: rsa (or nothing), dsa, ecdsa, ed25519. Null for another type.</summary>
    public static PrivateKey? Generate(string type, Chance chance) => type switch
    {
        "" or "rsa" => GenerateRsa(4096, chance),
        "dsa" => DsaKey.Generate(chance),
        "ecdsa" => EcKey.Generate(chance),
        "ed25519" => new Ed25519Key(chance.Bytes(Ed25519.SeedSize)),
        _ => null,
    };

    /// <summary>Makes an RSA key.</summary>
    public static PrivateKey GenerateRsa(int bits, Chance chance) => new RsaKey(chance.IsSeeded ? RsaPrimes.Generate(bits, chance) : RSA.Create(bits));

    /// <summary>Reads a key.</summary>
    /// <exception cref="FunctionException">There is none, or it is damaged; in Sprig's words as far as they do not come from Go's parsers.</exception>
    public static PrivateKey Parse(string pem)
    {
        var (label, der) = PemText.Decode(pem) ?? throw new FunctionException("no PEM data in input");
        try
        {
            return label switch
            {
                "PRIVATE KEY" => ParsePkcs8(der),
                "RSA PRIVATE KEY" => RsaKey.Parse(der),
                "EC PRIVATE KEY" => EcKey.Parse(der),
                "DSA PRIVATE KEY" => new DsaKey(pem),
                _ when !label.EndsWith(" PRIVATE KEY", StringComparison.Ordinal) => throw new FunctionException($"no private key data in PEM block of type {label}"),
                _ => throw new FunctionException($"invalid private key type {label[..^" PRIVATE KEY".Length]}"),
            };
        }
        catch (Exception error) when (error is CryptographicException or AsnContentException)
        {
            throw new FunctionException($"parsing {label} from PEM: {error.Message}");
        }
    }

    static PrivateKey ParsePkcs8(byte[] der)
    {
        var info = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
        info.ReadInteger();
        var algorithm = info.ReadSequence().ReadObjectIdentifier();
        switch (algorithm)
        {
            case Ed25519Oid:
                return new Ed25519Key(new AsnReader(info.ReadOctetString(), AsnEncodingRules.DER).ReadOctetString());
            case RsaOid:
                var rsa = RSA.Create();
                rsa.ImportPkcs8PrivateKey(der, out _);
                return new RsaKey(rsa);
            case EcOid:
                var ec = ECDsa.Create();
                ec.ImportPkcs8PrivateKey(der, out _);
                return new EcKey(ec);
            default:
                throw new FunctionException($"decoding PEM as PKCS#8: unknown algorithm {algorithm}");
        }
    }

    sealed class RsaKey(RSA key) : PrivateKey
    {
        public override string Pem => PemText.Encode("RSA PRIVATE KEY", key.ExportRSAPrivateKey());

        public static RsaKey Parse(byte[] der)
        {
            var key = RSA.Create();
            key.ImportRSAPrivateKey(der, out _);
            return new RsaKey(key);
        }

        public override X509SignatureGenerator Signer() => X509SignatureGenerator.CreateForRSA(key, RSASignaturePadding.Pkcs1);

        public override void Dispose() => key.Dispose();
    }

    sealed class EcKey(ECDsa key) : PrivateKey
    {
        public override string Pem => PemText.Encode("EC PRIVATE KEY", key.ExportECPrivateKey());

        public override HashAlgorithmName Hash => key.KeySize switch { <= 256 => HashAlgorithmName.SHA256, <= 384 => HashAlgorithmName.SHA384, _ => HashAlgorithmName.SHA512 };

        public static EcKey Generate(Chance chance)
        {
            // Any number below the order of P-256 will do; with a lowest bit set it is not 0, with the highest clear not too large.
            var secret = chance.Bytes(32);
            secret[0] &= 0x7f;
            secret[^1] |= 1;
            return new EcKey(ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = secret }));
        }

        public static EcKey Parse(byte[] der)
        {
            var key = ECDsa.Create();
            key.ImportECPrivateKey(der, out _);
            return new EcKey(key);
        }

        public override X509SignatureGenerator Signer() => X509SignatureGenerator.CreateForECDsa(key);

        public override void Dispose() => key.Dispose();
    }

    sealed class Ed25519Key(byte[] seed) : PrivateKey
    {
        // PKCS#8 (RFC 8410): version 0, the algorithm, and the seed as an octet string in an octet string.
        static ReadOnlySpan<byte> Prefix => [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];

        public override string Pem => PemText.Encode("PRIVATE KEY", [.. Prefix, .. seed]);

        public override X509SignatureGenerator Signer() => new Ed25519Signer(new Ed25519(seed));

        public override void Dispose()
        {
        }
    }

    sealed class Ed25519Signer(Ed25519 key) : X509SignatureGenerator
    {
        // SEQUENCE { OBJECT IDENTIFIER 1.3.101.112 }
        public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm) => [0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70];

        public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) => key.Sign(data);

        protected override PublicKey BuildPublicKey() => new(new Oid(Ed25519Oid), null, new AsnEncodedData(key.PublicKey));
    }

    sealed class DsaKey(string pem) : PrivateKey
    {
        public override string Pem => pem;

        /// <summary>A key of 2048 and 256 bits; its PEM is OpenSSL's: version 0 and the five numbers.</summary>
        public static DsaKey Generate(Chance chance)
        {
            if (chance.IsSeeded)
                throw new FunctionException("dsa keys cannot be made from a seed: take rsa, ecdsa or ed25519");
            using var key = DSA.Create(2048);
            var parameters = key.ExportParameters(includePrivateParameters: true);
            var writer = new AsnWriter(AsnEncodingRules.DER);
            using (writer.PushSequence())
            {
                writer.WriteInteger(0);
                foreach (var number in new[] { parameters.P, parameters.Q, parameters.G, parameters.Y, parameters.X })
                    writer.WriteIntegerUnsigned(number.AsSpan().TrimStart((byte)0));
            }

            return new DsaKey(PemText.Encode("DSA PRIVATE KEY", writer.Encode()));
        }

        public override X509SignatureGenerator Signer() => throw new FunctionException("error creating certificate: x509: unsupported public key type: *dsa.PublicKey");

        public override void Dispose()
        {
        }
    }
}
