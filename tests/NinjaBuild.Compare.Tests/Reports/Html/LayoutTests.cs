using System.Text;
using Microsoft.Playwright;

namespace NinjaBuild.Compare.Tests.Reports.Html;

/// <summary>What the page looks like from afar: its picture as a grid of how much ink is where, so that fonts and their hinting do not matter.</summary>
public sealed class LayoutTests(OpenPage report) : IClassFixture<OpenPage>
{
    const int Columns = 28, Rows = 18;

    [BrowserFact]
    public async Task The_page_looks_from_afar_as_it_did()
    {
        var (page, _) = await report.OpenAsync();
        var picture = Convert.ToBase64String(await page.ScreenshotAsync(new PageScreenshotOptions { Animations = ScreenshotAnimations.Disabled }));
        var actual = await page.EvaluateAsync<int[]>(
            """
            async ([picture, columns, rows]) => {
              const image = new Image();
              image.src = `data:image/png;base64,${picture}`;
              await image.decode();
              const canvas = Object.assign(document.createElement('canvas'), { width: columns, height: rows });
              const context = canvas.getContext('2d');
              context.imageSmoothingQuality = 'high';
              context.drawImage(image, 0, 0, columns, rows);
              const pixels = context.getImageData(0, 0, columns, rows).data;
              return Array.from({ length: columns * rows }, (_, at) => Math.min(15, Math.round((255 - (pixels[4 * at] + pixels[4 * at + 1] + pixels[4 * at + 2]) / 3) / 4)));
            }
            """,
            new object[] { picture, Columns, Rows });

        var file = Path.Combine(RepositoryFolder.Root, "tests/NinjaBuild.Compare.Tests/Reports/Html/layout.txt");
        if (Environment.GetEnvironmentVariable("ACCEPT_GOLDEN") == "1")
            await File.WriteAllTextAsync(file, Text(actual));
        var expected = (await File.ReadAllTextAsync(file)).Where(char.IsAsciiHexDigit).Select(digit => Convert.ToInt32($"{digit}", 16)).ToList();

        var changed = actual.Zip(expected).Count(pair => Math.Abs(pair.First - pair.Second) > 3);
        Assert.True(changed <= actual.Length / 20, $"{changed} of {actual.Length} parts of the page look different; now:\n{Text(actual)}");
    }

    static string Text(int[] ink)
    {
        var text = new StringBuilder();
        foreach (var row in ink.Chunk(Columns))
            text.AppendJoin("", row.Select(value => value.ToString("x", System.Globalization.CultureInfo.InvariantCulture))).Append('\n');
        return text.ToString();
    }
}
