using System.Security.Cryptography;
using NinjaBuild.GoTemplates;
using NinjaBuild.GoTemplates.Values;

namespace NinjaBuild.Helm.Functions.Cryptography;

/// <summary>Sprig's encryptAES: AES-256 in CBC mode, the password padded with zeros as its key, the vector ahead of the text.</summary>
static class AesText
{
    const int BlockSize = 16;

    /// <summary>The vector and the encrypted text, in base64.</summary>
    public static string Encrypt(string password, string text, Chance chance)
    {
        if (text.Length == 0)
            return "";
        using var aes = Create(password);
        var vector = chance.Bytes(BlockSize);
        return Convert.ToBase64String([.. vector, .. aes.EncryptCbc(GoString.ToBytes(text), vector)]);
    }

    /// <summary>The text that was encrypted.</summary>
    /// <exception cref="FunctionException">The text is no base64, or not what encryptAES makes.</exception>
    public static string Decrypt(string password, string text)
    {
        if (text.Length == 0)
            return "";
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length))
            throw new FunctionException(BaseText.Decode64(text));
        if (length < 2 * BlockSize || length % BlockSize != 0)
            throw new FunctionException($"{length} bytes are no text of encryptAES: it makes a vector and full blocks of {BlockSize} bytes");
        using var aes = Create(password);
        var plain = aes.DecryptCbc(bytes.AsSpan(BlockSize, length - BlockSize), bytes.AsSpan(0, BlockSize), PaddingMode.None);
        return plain[^1] <= plain.Length ? GoString.FromBytes(plain.AsSpan(0, plain.Length - plain[^1])) : throw new FunctionException("the password is not the one it was encrypted with");
    }

    static Aes Create(string password)
    {
        var key = new byte[32];
        var bytes = GoString.ToBytes(password);
        bytes.AsSpan(0, Math.Min(bytes.Length, key.Length)).CopyTo(key);
        var aes = Aes.Create();
        aes.Key = key;
        return aes;
    }
}
