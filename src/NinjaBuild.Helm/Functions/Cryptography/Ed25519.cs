using System.Numerics;
using System.Security.Cryptography;

namespace NinjaBuild.Helm.Functions.Cryptography;

/// <summary>Ed25519 (RFC 8032), for signing certificates of charts: not made to withstand those who can measure its time.</summary>
sealed class Ed25519
{
    public const int SeedSize = 32;

    static readonly BigInteger P = (BigInteger.One << 255) - 19;
    static readonly BigInteger Order = (BigInteger.One << 252) + BigInteger.Parse("27742317777372353535851937790883648493", System.Globalization.CultureInfo.InvariantCulture);
    static readonly BigInteger D = Mod(-121665 * BigInteger.ModPow(121666, P - 2, P));
    static readonly Point Base = Point.WithY(Mod(4 * BigInteger.ModPow(5, P - 2, P)));

    readonly BigInteger _scalar;
    readonly byte[] _prefix;

    /// <summary>A key of a seed of 32 bytes.</summary>
    public Ed25519(byte[] seed)
    {
        if (seed.Length != SeedSize)
            throw new CryptographicException($"an ed25519 key has {SeedSize} bytes, this one has {seed.Length}");
        var hash = SHA512.HashData(seed);
        hash[0] &= 0xf8;
        hash[31] = (byte)((hash[31] & 0x3f) | 0x40);
        _scalar = Number(hash.AsSpan(0, 32));
        _prefix = hash[32..];
        PublicKey = Base.Times(_scalar).Encode();
    }

    public byte[] PublicKey { get; }

    public byte[] Sign(ReadOnlySpan<byte> message)
    {
        var nonce = Number(SHA512.HashData([.. _prefix, .. message])) % Order;
        var commitment = Base.Times(nonce).Encode();
        var challenge = Number(SHA512.HashData([.. commitment, .. PublicKey, .. message])) % Order;
        return [.. commitment, .. Bytes((nonce + (challenge * _scalar)) % Order)];
    }

    static BigInteger Mod(BigInteger value)
    {
        value %= P;
        return value.Sign < 0 ? value + P : value;
    }

    static BigInteger Number(ReadOnlySpan<byte> littleEndian) => new(littleEndian, isUnsigned: true);

    static byte[] Bytes(BigInteger number)
    {
        var bytes = new byte[32];
        number.TryWriteBytes(bytes, out _, isUnsigned: true);
        return bytes;
    }

    /// <summary>A point in extended coordinates (x = X/Z, y = Y/Z, xy = T/Z).</summary>
    readonly record struct Point(BigInteger X, BigInteger Y, BigInteger Z, BigInteger T)
    {
        static readonly Point Zero = new(0, 1, 1, 0);

        /// <summary>The point of that y whose x is even.</summary>
        public static Point WithY(BigInteger y)
        {
            var square = Mod((y * y - 1) * BigInteger.ModPow((D * y * y) + 1, P - 2, P));
            var x = BigInteger.ModPow(square, (P + 3) / 8, P);
            if (Mod((x * x) - square) != 0)
                x = Mod(x * BigInteger.ModPow(2, (P - 1) / 4, P));
            if (!x.IsEven)
                x = P - x;
            return new Point(x, y, 1, Mod(x * y));
        }

        public Point Times(BigInteger scalar)
        {
            var (sum, addend) = (Zero, this);
            for (; !scalar.IsZero; scalar >>= 1, addend = addend.Plus(addend))
            {
                if (!scalar.IsEven)
                    sum = sum.Plus(addend);
            }

            return sum;
        }

        public byte[] Encode()
        {
            var inverse = BigInteger.ModPow(Z, P - 2, P);
            var bytes = Bytes(Mod(Y * inverse));
            bytes[31] |= (byte)(Mod(X * inverse).IsEven ? 0 : 0x80);
            return bytes;
        }

        Point Plus(Point other)
        {
            var a = Mod((Y - X) * (other.Y - other.X));
            var b = Mod((Y + X) * (other.Y + other.X));
            var c = Mod(2 * T * D * other.T);
            var d = Mod(2 * Z * other.Z);
            var (e, f, g, h) = (b - a, d - c, d + c, b + a);
            return new Point(Mod(e * f), Mod(g * h), Mod(f * g), Mod(e * h));
        }
    }
}
