using Microsoft.Playwright;
using NinjaBuild.Compare.Reports.Html;

namespace NinjaBuild.Compare.Tests.Reports.Html;

/// <summary>The sample report's page in a browser, and what the browser had to say about it.</summary>
public sealed class OpenPage : IAsyncLifetime
{
    readonly string _folder = Directory.CreateTempSubdirectory("page-").FullName;
    IPlaywright? _playwright;
    IBrowser? _browser;

    string File => Path.Combine(_folder, "index.html");

    public async Task InitializeAsync()
    {
        if (BrowserFactAttribute.Browser is not { } browser)
            return;
        await System.IO.File.WriteAllBytesAsync(File, HtmlReport.Write(SampleReport.Make(), "shop & Co."));
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = browser, Args = ["--no-sandbox"] });
    }

    /// <summary>Opens the page.</summary>
    /// <param name="address">What follows the page's name.</param>
    /// <param name="width">The window's width.</param>
    /// <param name="scheme">Light or dark.</param>
    public async Task<(IPage Page, List<string> Complaints)> OpenAsync(string address = "", int width = 1400, ColorScheme scheme = ColorScheme.Light)
    {
        var page = await _browser!.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = width, Height = 900 }, ColorScheme = scheme });
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => complaints.Add(error);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith("file://", StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                complaints.Add($"asks for {request.Url}");
        };
        await page.GotoAsync($"file://{File}{address}");
        return (page, complaints);
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.CloseAsync();
        _playwright?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
