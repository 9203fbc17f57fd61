using System.Text;

namespace NinjaBuild.Deploy.Records;

/// <summary>Makes texts from the cluster fit for a terminal.</summary>
static class Printable
{
    /// <summary>The text without what steers a terminal, and not longer than told.</summary>
    public static string Text(string text, int maxLength)
    {
        var result = new StringBuilder(Math.Min(text.Length, maxLength));
        foreach (var rune in text.EnumerateRunes())
        {
            if (result.Length + rune.Utf16SequenceLength > maxLength)
                break;
            result.Append(Rune.IsControl(rune) && rune.Value is not ('\n' or '\t') ? new Rune('?') : rune);
        }

        return result.ToString();
    }
}
