namespace NinjaBuild.Compare.Tests.Reports.Html;

/// <summary>A test in a real browser: skipped, and said so, where there is no Chromium.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    public BrowserFactAttribute()
    {
        if (Browser is null)
            Skip = "there is no Chromium (Debian's package chromium): the page was not looked at in a browser";
    }

    /// <summary>The browser's program: what CHROMIUM names, or where packages put it; null where there is none.</summary>
    public static string? Browser { get; } =
        Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } named ? named : Array.Find(Places, File.Exists);
}
