using System.Numerics;

namespace NinjaBuild.Helm.Functions.Cryptography;

/// <summary>The binary digits of pi behind the point, which Blowfish starts with. Worked out when first needed: a few milliseconds.</summary>
static class PiDigits
{
    const int Count = 18 + (4 * 256);
    const int Bits = Count * 32;
    const int Guard = 64;

    static readonly Lazy<uint[]> LazyWords = new(Compute);

    /// <summary>The digits in words of 32.</summary>
    public static uint[] Words => LazyWords.Value;

    /// <summary>By Machin's formula: pi = 16 arctan(1/5) - 4 arctan(1/239).</summary>
    static uint[] Compute()
    {
        var pi = (16 * ArcTangentOfInverse(5)) - (4 * ArcTangentOfInverse(239));
        var fraction = (pi - (new BigInteger(3) << (Bits + Guard))) >> Guard;
        var words = new uint[Count];
        for (var i = Count - 1; i >= 0; i--)
        {
            words[i] = (uint)(fraction & uint.MaxValue);
            fraction >>= 32;
        }

        return words;
    }

    static BigInteger ArcTangentOfInverse(int x)
    {
        var power = (BigInteger.One << (Bits + Guard)) / x;
        var sum = power;
        for (var n = 3; !power.IsZero; n += 2)
        {
            power /= -x * x;
            sum += power / n;
        }

        return sum;
    }
}
