using System.ComponentModel;
using System.Diagnostics;

namespace NinjaBuild;

/// <summary>Names the commit that a checkout is at, for the record of a deploy.</summary>
internal static class GitCommit
{
    /// <summary><c>1a2b3c4d5e6f</c>, with <c>-dirty</c> where files were changed since; null where there is no git or no checkout.</summary>
    public static string? Of(string folder)
    {
        var start = new ProcessStartInfo("git") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in (string[])["describe", "--always", "--dirty", "--abbrev=12", "--match="])
            start.ArgumentList.Add(argument);
        try
        {
            using var git = Process.Start(start)!;
            var text = git.StandardOutput.ReadToEnd().Trim();
            git.WaitForExit();
            return git.ExitCode == 0 && text.Length > 0 ? text : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
