using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace NinjaBuild.Helm.Functions;

/// <summary>A source of random bytes: the machine's, or a stream that a seed decides.</summary>
abstract class Chance
{
    /// <summary>The machine's.</summary>
    public static Chance Real { get; } = new OfMachine();

    /// <summary>Whether a seed decides.</summary>
    public virtual bool IsSeeded => false;

    /// <summary>A stream of its own that the seed decides.</summary>
    public static Chance Seeded(string seed) => new OfSeed(seed);

    /// <summary>Random bytes.</summary>
    public abstract void Fill(Span<byte> bytes);

    /// <summary>Random bytes.</summary>
    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        Fill(bytes);
        return bytes;
    }

    /// <summary>A number from 0 up to, and without, the bound.</summary>
    public long Below(long bound)
    {
        // What is above the largest multiple of the bound would favour small numbers.
        var last = ulong.MaxValue - (ulong.MaxValue % (ulong)bound);
        Span<byte> bytes = stackalloc byte[8];
        ulong number;
        do
        {
            Fill(bytes);
            number = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        }
        while (number >= last);
        return (long)(number % (ulong)bound);
    }

    /// <summary>A number of at most that many bits.</summary>
    public BigInteger Number(int bits)
    {
        var bytes = Bytes((bits + 7) / 8);
        bytes[0] &= (byte)(0xff >> ((bytes.Length * 8) - bits));
        return new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
    }

    /// <summary>A text of characters of an alphabet.</summary>
    public string Text(string alphabet, int length) => string.Create(length, (Chance: this, alphabet), static (text, state) =>
    {
        for (var i = 0; i < text.Length; i++)
            text[i] = state.alphabet[(int)state.Chance.Below(state.alphabet.Length)];
    });

    sealed class OfMachine : Chance
    {
        public override void Fill(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);
    }

    /// <summary>SHA-256 of the seed's digest and a counter, block after block.</summary>
    sealed class OfSeed(string seed) : Chance
    {
        readonly byte[] _key = SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(seed));
        readonly byte[] _block = new byte[SHA256.HashSizeInBytes];
        long _counter;
        int _used = SHA256.HashSizeInBytes;

        public override bool IsSeeded => true;

        public override void Fill(Span<byte> bytes)
        {
            foreach (ref var target in bytes)
            {
                if (_used == _block.Length)
                    NextBlock();
                target = _block[_used++];
            }
        }

        void NextBlock()
        {
            Span<byte> input = stackalloc byte[_key.Length + sizeof(long)];
            _key.CopyTo(input);
            BinaryPrimitives.WriteInt64BigEndian(input[_key.Length..], _counter++);
            SHA256.HashData(input, _block);
            _used = 0;
        }
    }
}
