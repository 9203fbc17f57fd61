using System.Buffers.Binary;
using System.Text;
using NinjaBuild.GoTemplates;

namespace NinjaBuild.Helm.Functions.Cryptography;

/// <summary>bcrypt (Provos and Mazières, "A Future-Adaptable Password Scheme", 1999) as golang.org/x/crypto/bcrypt does it: version 2a.</summary>
static class Bcrypt
{
    const int Cost = 10;          // bcrypt.DefaultCost
    const int MaxPassword = 72;
    const int SaltSize = 16;
    const int HashSize = 23;      // the last byte of the 24 is not part of the text
    const string Alphabet = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>Hashes a password.</summary>
    /// <exception cref="FunctionException">It is too long.</exception>
    public static string Hash(ReadOnlySpan<byte> password, Chance chance) => Hash(password, chance.Bytes(SaltSize));

    /// <summary>Hashes a password with a given salt of 16 bytes.</summary>
    public static string Hash(ReadOnlySpan<byte> password, byte[] salt)
    {
        if (password.Length > MaxPassword)
            throw new FunctionException($"bcrypt: password length exceeds {MaxPassword} bytes");
        byte[] key = [.. password, 0];
        var cipher = new Blowfish();
        cipher.Mix(key, salt);
        for (var i = 0; i < 1 << Cost; i++)
        {
            cipher.Mix(key);
            cipher.Mix(salt);
        }

        var text = "OrpheanBeholderScryDoubt"u8.ToArray();
        for (var i = 0; i < text.Length; i += 8)
        {
            for (var round = 0; round < 64; round++)
                cipher.Encrypt(text.AsSpan(i, 8));
        }

        return $"$2a${Cost}${Encode(salt)}{Encode(text.AsSpan(0, HashSize))}";
    }

    /// <summary>bcrypt's own base64: another alphabet, and no padding.</summary>
    static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        for (var i = 0; i < bytes.Length; i += 3)
        {
            var left = Math.Min(3, bytes.Length - i);
            var bits = (bytes[i] << 16) | (left > 1 ? bytes[i + 1] << 8 : 0) | (left > 2 ? bytes[i + 2] : 0);
            for (var shift = 18; shift >= 18 - (6 * left); shift -= 6)
                text.Append(Alphabet[(bits >> shift) & 0x3f]);
        }

        return text.ToString();
    }

    /// <summary>Blowfish with bcrypt's way of mixing in keys (Schneier, "Description of a New Variable-Length Key, 64-Bit Block Cipher", 1994).</summary>
    sealed class Blowfish
    {
        const int Rounds = 16;

        // The subkeys, and behind them the four boxes of 256 words each.
        readonly uint[] _p = PiDigits.Words[..(Rounds + 2)];
        readonly uint[] _s = PiDigits.Words[(Rounds + 2)..];

        public void Mix(byte[] key) => Mix(key, new byte[SaltSize]);

        public void Mix(byte[] key, byte[] salt)
        {
            var position = 0;
            for (var i = 0; i < _p.Length; i++)
                _p[i] ^= NextWord(key, ref position);
            uint left = 0, right = 0;
            position = 0;
            Fill(_p, ref left, ref right, salt, ref position);
            Fill(_s, ref left, ref right, salt, ref position);
        }

        public void Encrypt(Span<byte> block)
        {
            var (left, right) = (BinaryPrimitives.ReadUInt32BigEndian(block), BinaryPrimitives.ReadUInt32BigEndian(block[4..]));
            Encrypt(ref left, ref right);
            BinaryPrimitives.WriteUInt32BigEndian(block, left);
            BinaryPrimitives.WriteUInt32BigEndian(block[4..], right);
        }

        void Fill(uint[] words, ref uint left, ref uint right, byte[] salt, ref int position)
        {
            for (var i = 0; i < words.Length; i += 2)
            {
                left ^= NextWord(salt, ref position);
                right ^= NextWord(salt, ref position);
                Encrypt(ref left, ref right);
                (words[i], words[i + 1]) = (left, right);
            }
        }

        void Encrypt(ref uint left, ref uint right)
        {
            var (l, r) = (left, right);
            for (var i = 0; i < Rounds; i += 2)
            {
                l ^= _p[i];
                r ^= F(l);
                r ^= _p[i + 1];
                l ^= F(r);
            }

            (left, right) = (r ^ _p[Rounds + 1], l ^ _p[Rounds]);
        }

        uint F(uint x) => ((_s[x >> 24] + _s[256 + ((x >> 16) & 0xff)]) ^ _s[512 + ((x >> 8) & 0xff)]) + _s[768 + (x & 0xff)];

        static uint NextWord(byte[] bytes, ref int position)
        {
            uint word = 0;
            for (var i = 0; i < 4; i++)
            {
                word = (word << 8) | bytes[position];
                position = (position + 1) % bytes.Length;
            }

            return word;
        }
    }
}
