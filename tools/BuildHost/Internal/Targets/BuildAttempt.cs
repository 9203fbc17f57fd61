using System.Security.Cryptography;
using System.Text;
using NinjaBuild.BuildHost.Parameters;

namespace NinjaBuild.BuildHost.Targets;

/// <summary>Remembers what succeeded in a run that failed, so that <c>--continue</c> starts after it.</summary>
internal sealed class BuildAttempt(string directory, IReadOnlyList<string> arguments)
{
    private string FilePath => Path.Combine(directory, "build-attempt.log");

    /// <summary>Targets that succeeded when the same call failed the last time; null after another call or a success.</summary>
    public IReadOnlyList<string>? Previous()
    {
        if (!File.Exists(FilePath))
            return null;
        var lines = File.ReadAllLines(FilePath);
        return lines.Length > 0 && lines[0] == Invocation() ? lines[1..] : null;
    }

    public void Remember(IEnumerable<string> succeeded)
    {
        try
        {
            Directory.CreateDirectory(directory);
            File.WriteAllLines(FilePath, [Invocation(), .. succeeded]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // --continue will start over.
        }
    }

    public void Forget()
    {
        try
        {
            if (Directory.Exists(directory))
                File.Delete(FilePath);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A read-only checkout has nothing to forget either.
        }
    }

    // A digest, since arguments may hold secrets.
    private string Invocation()
    {
        var text = string.Join('\n', arguments.Where(x => ParameterText.Normalized(x) != "CONTINUE"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
