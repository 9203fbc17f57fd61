using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace NinjaBuild.Helm.Functions.Cryptography;

/// <summary>scrypt (RFC 7914).</summary>
static class Scrypt
{
    /// <summary>Derives a key.</summary>
    /// <param name="password">The password.</param>
    /// <param name="salt">The salt.</param>
    /// <param name="cost">N: a power of two.</param>
    /// <param name="blockSize">r.</param>
    /// <param name="parallelism">p.</param>
    /// <param name="length">Bytes of the key.</param>
    public static byte[] Key(byte[] password, byte[] salt, int cost, int blockSize, int parallelism, int length)
    {
        var size = 128 * blockSize;
        var blocks = Rfc2898DeriveBytes.Pbkdf2(password, salt, 1, HashAlgorithmName.SHA256, parallelism * size);
        for (var i = 0; i < parallelism; i++)
            Mix(blocks.AsSpan(i * size, size), cost);
        return Rfc2898DeriveBytes.Pbkdf2(password, blocks, 1, HashAlgorithmName.SHA256, length);
    }

    static void Mix(Span<byte> block, int cost)
    {
        var words = new uint[block.Length / 4];
        for (var i = 0; i < words.Length; i++)
            words[i] = BinaryPrimitives.ReadUInt32LittleEndian(block[(i * 4)..]);
        var seen = new uint[cost * words.Length];
        for (var i = 0; i < cost; i++)
        {
            words.CopyTo(seen, i * words.Length);
            words = MixBlock(words);
        }

        for (var i = 0; i < cost; i++)
        {
            var other = (int)(words[^16] & (uint)(cost - 1)) * words.Length;
            for (var k = 0; k < words.Length; k++)
                words[k] ^= seen[other + k];
            words = MixBlock(words);
        }

        for (var i = 0; i < words.Length; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(block[(i * 4)..], words[i]);
    }

    static uint[] MixBlock(uint[] block)
    {
        var mixed = new uint[block.Length];
        Span<uint> x = stackalloc uint[16];
        block.AsSpan(^16..).CopyTo(x);
        var count = block.Length / 16;
        for (var i = 0; i < count; i++)
        {
            for (var k = 0; k < 16; k++)
                x[k] ^= block[(i * 16) + k];
            Salsa(x);
            x.CopyTo(mixed.AsSpan(((i / 2) + (i % 2 == 0 ? 0 : count / 2)) * 16));
        }

        return mixed;
    }

    /// <summary>Salsa20/8.</summary>
    static void Salsa(Span<uint> state)
    {
        Span<uint> x = stackalloc uint[16];
        state.CopyTo(x);
        for (var round = 0; round < 8; round += 2)
        {
            for (var i = 0; i < 4; i++)
                Quarter(x, i * 5, ((i * 5) + 4) % 16, ((i * 5) + 8) % 16, ((i * 5) + 12) % 16);
            for (var i = 0; i < 4; i++)
                Quarter(x, i * 5, (i * 4) + ((i + 1) % 4), (i * 4) + ((i + 2) % 4), (i * 4) + ((i + 3) % 4));
        }

        for (var i = 0; i < 16; i++)
            state[i] += x[i];
    }

    static void Quarter(Span<uint> x, int a, int b, int c, int d)
    {
        x[b] ^= BitOperations.RotateLeft(x[a] + x[d], 7);
        x[c] ^= BitOperations.RotateLeft(x[b] + x[a], 9);
        x[d] ^= BitOperations.RotateLeft(x[c] + x[b], 13);
        x[a] ^= BitOperations.RotateLeft(x[d] + x[c], 18);
    }
}
