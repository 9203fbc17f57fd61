using System.Buffers.Binary;
using System.Security.Cryptography;
using NinjaBuild.GoTemplates.Values;

namespace NinjaBuild.Helm.Functions.Cryptography;

/// <summary>The Master Password algorithm (https://spectre.app), version 2 with lengths in bytes, as Sprig's derivePassword has it.</summary>
static class DerivedPassword
{
    const string Scope = "com.lyndir.masterpassword";

    static readonly Dictionary<string, string[]> Templates = new(StringComparer.Ordinal)
    {
        ["maximum"] = ["anoxxxxxxxxxxxxxxxxx", "axxxxxxxxxxxxxxxxxno"],
        ["long"] =
        [
            "CvcvnoCvcvCvcv", "CvcvCvcvnoCvcv", "CvcvCvcvCvcvno", "CvccnoCvcvCvcv", "CvccCvcvnoCvcv", "CvccCvcvCvcvno", "CvcvnoCvccCvcv",
            "CvcvCvccnoCvcv", "CvcvCvccCvcvno", "CvcvnoCvcvCvcc", "CvcvCvcvnoCvcc", "CvcvCvcvCvccno", "CvccnoCvccCvcv", "CvccCvccnoCvcv",
            "CvccCvccCvcvno", "CvcvnoCvccCvcc", "CvcvCvccnoCvcc", "CvcvCvccCvccno", "CvccnoCvcvCvcc", "CvccCvcvnoCvcc", "CvccCvcvCvccno",
        ],
        ["medium"] = ["CvcnoCvc", "CvcCvcno"],
        ["short"] = ["Cvcn"],
        ["basic"] = ["aaanaaan", "aannaaan", "aaannaaa"],
        ["pin"] = ["nnnn"],
    };

    /// <summary>The password for a site; a sentence where there is no such type, as in Sprig.</summary>
    public static string Of(uint counter, string type, string password, string user, string site)
    {
        if (!Templates.TryGetValue(type, out var templates))
            return $"cannot find password template {type}";
        var key = Scrypt.Key(GoString.ToBytes(password), Salt(user), cost: 32768, blockSize: 8, parallelism: 2, length: 64);
        Span<byte> number = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(number, counter);
        var seed = HMACSHA256.HashData(key, (byte[])[.. Salt(site), .. number]);
        var template = templates[seed[0] % templates.Length];
        return string.Concat(template.Select((element, i) => Characters(element) is var set ? set[seed[i + 1] % set.Length] : default));
    }

    static byte[] Salt(string name)
    {
        var bytes = GoString.ToBytes(name);
        var length = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(length, (uint)bytes.Length);
        return [.. System.Text.Encoding.ASCII.GetBytes(Scope), .. length, .. bytes];
    }

    static string Characters(char element) => element switch
    {
        'V' => "AEIOU",
        'C' => "BCDFGHJKLMNPQRSTVWXYZ",
        'v' => "aeiou",
        'c' => "bcdfghjklmnpqrstvwxyz",
        'a' => "AEIOUaeiouBCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz",
        'n' => "0123456789",
        'o' => "@&%?,=[]_:-+*$#!'^~;()/.",
        _ => "AEIOUaeiouBCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz0123456789!@#$%^&*()",
    };
}
