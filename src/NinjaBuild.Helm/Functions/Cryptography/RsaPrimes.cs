using System.Numerics;
using System.Security.Cryptography;

namespace NinjaBuild.Helm.Functions.Cryptography;

/// <summary>RSA keys that a seed decides: for charts that are rendered again and again with one result, not for keys that protect anything.</summary>
static class RsaPrimes
{
    const int Exponent = 65537;
    const int Witnesses = 20;

    static readonly Lazy<int[]> SmallPrimes = new(static () => [.. Enumerable.Range(2, 8000).Where(static n => Enumerable.Range(2, (int)Math.Sqrt(n) - 1).All(d => n % d != 0)).Skip(1)]);

    /// <summary>A key of that many bits.</summary>
    public static RSA Generate(int bits, Chance chance)
    {
        while (true)
        {
            var (p, q) = (Prime(bits / 2, chance), Prime(bits / 2, chance));
            if (p == q)
                continue;
            if (p < q)
                (p, q) = (q, p);
            return RSA.Create(Parameters(p, q, bits));
        }
    }

    static RSAParameters Parameters(BigInteger p, BigInteger q, int bits)
    {
        var d = Inverse(Exponent, (p - 1) * (q - 1));
        var (full, half) = (bits / 8, bits / 16);
        return new RSAParameters
        {
            Modulus = Bytes(p * q, full),
            Exponent = [1, 0, 1],
            D = Bytes(d, full),
            P = Bytes(p, half),
            Q = Bytes(q, half),
            DP = Bytes(d % (p - 1), half),
            DQ = Bytes(d % (q - 1), half),
            InverseQ = Bytes(Inverse(q, p), half),
        };
    }

    /// <summary>A prime with its two highest bits set, so that the product of two has all its bits.</summary>
    static BigInteger Prime(int bits, Chance chance)
    {
        while (true)
        {
            var candidate = chance.Number(bits) | (BigInteger.One << (bits - 1)) | (BigInteger.One << (bits - 2)) | BigInteger.One;
            if (!Array.Exists(SmallPrimes.Value, prime => candidate % prime == 0) && (candidate - 1) % Exponent != 0 && IsProbablyPrime(candidate, chance))
                return candidate;
        }
    }

    /// <summary>Miller and Rabin's test.</summary>
    static bool IsProbablyPrime(BigInteger n, Chance chance)
    {
        var odd = n - 1;
        var twos = 0;
        for (; odd.IsEven; odd >>= 1)
            twos++;
        for (var i = 0; i < Witnesses; i++)
        {
            var x = BigInteger.ModPow(2 + chance.Number(64), odd, n);
            for (var k = 1; k < twos && !x.IsOne && x != n - 1; k++)
                x = x * x % n;
            if (!x.IsOne && x != n - 1)
                return false;
        }

        return true;
    }

    static BigInteger Inverse(BigInteger value, BigInteger modulus)
    {
        var (a, b, x, y) = (modulus, value % modulus, BigInteger.Zero, BigInteger.One);
        while (!b.IsZero)
        {
            var quotient = a / b;
            (a, b) = (b, a - (quotient * b));
            (x, y) = (y, x - (quotient * y));
        }

        return x.Sign < 0 ? x + modulus : x;
    }

    static byte[] Bytes(BigInteger number, int length)
    {
        var bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[length - bytes.Length], .. bytes];
    }
}
