using System.Security.Cryptography;
using System.Text;

namespace NinjaBuild.Fuzz.Running;

/// <summary>Keeps what was found: the input, and beside it what happened.</summary>
static class Finding
{
    /// <summary>Writes a finding, once for each signature.</summary>
    /// <returns>Whether it is a new one.</returns>
    public static bool Keep(string target, string signature, string fault, Func<byte[]> input)
    {
        var folder = Directory.CreateDirectory(Places.Findings(target)).FullName;
        var name = Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(signature)))[..12]);
        if (File.Exists(name + ".txt"))
            return false;
        File.WriteAllText(name + ".txt", $"{signature}\n\n{fault}\n");
        File.WriteAllBytes(name + ".input", input());
        return true;
    }

    /// <summary>How many have been kept.</summary>
    public static int Count(string target) =>
        Directory.Exists(Places.Findings(target)) ? Directory.GetFiles(Places.Findings(target), "*.input").Length : 0;

    /// <summary>Forgets those of an earlier run.</summary>
    public static void Clear(string target)
    {
        if (Directory.Exists(Places.Findings(target)))
            Directory.Delete(Places.Findings(target), recursive: true);
    }
}
