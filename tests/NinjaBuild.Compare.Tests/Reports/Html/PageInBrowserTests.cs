using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace NinjaBuild.Compare.Tests.Reports.Html;

public sealed class PageInBrowserTests(OpenPage report) : IClassFixture<OpenPage>
{
    const string ToDeployment = "#at=shop%2Fprod%2FDeployment%2Fshop%2Fweb";

    [BrowserFact]
    public async Task The_page_shows_the_overview_and_complains_of_nothing()
    {
        var (page, complaints) = await report.OpenAsync();

        await Expect(page).ToHaveTitleAsync("shop & Co.");
        await Expect(page.Locator("#overview").GetByRole(AriaRole.Link, new() { Name = "shop in prod" })).ToContainTextAsync("breaking");
        await Expect(page.Locator("#overview")).ToContainTextAsync("could not be compared");
        await Expect(page.GetByText("charts/broken/manual/templates/web.yaml:3:5: function \"includ\" not defined")).ToBeVisibleAsync();
        await Expect(page.GetByText("the on-call team knows the date")).ToBeVisibleAsync();
        Assert.Empty(complaints);
    }

    [BrowserFact]
    public async Task Texts_of_manifests_are_never_markup()
    {
        var (page, complaints) = await report.OpenAsync(ToDeployment);

        await Expect(page.Locator("details[open] .differences")).ToContainTextAsync("</script><img src=x onerror=document.title='broken'>");
        await Expect(page).ToHaveTitleAsync("shop & Co.");
        Assert.Empty(complaints);
    }

    [BrowserFact]
    public async Task Values_of_secrets_are_nowhere_in_the_page()
    {
        var (page, _) = await report.OpenAsync();

        var source = await page.ContentAsync();

        Assert.Contains("\"secret\":true", source, StringComparison.Ordinal);
        Assert.DoesNotContain("first-key", source, StringComparison.Ordinal);
        Assert.DoesNotContain("second-key", source, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task An_object_opens_to_its_differences_and_its_two_sides()
    {
        var (page, _) = await report.OpenAsync();
        var deployment = page.Locator("details.object").Filter(new() { HasText = "Deployment" }).First;

        await deployment.Locator("summary").ClickAsync();

        await Expect(deployment.Locator(".differences")).ToContainTextAsync("spec.template.spec.containers[name=web].image");
        await Expect(deployment.Locator(".yaml tr.behaviour").First).ToBeVisibleAsync();
        await Expect(deployment.Locator(".yaml tr.text").Last).ToContainTextAsync("cpu: 1000m");
        await deployment.GetByText("lines are the same").First.ClickAsync();
        await Expect(deployment.Locator(".yaml")).ToContainTextAsync("apiVersion: apps/v1");
    }

    [BrowserFact]
    public async Task Filters_leave_what_they_name_and_become_part_of_the_address()
    {
        var (page, _) = await report.OpenAsync();
        var (form, objects) = (page.GetByRole(AriaRole.Search), page.Locator("details.object"));

        await form.GetByLabel("Environment").SelectOptionAsync("prod");
        await form.GetByLabel("Kind").SelectOptionAsync("Deployment");
        await Expect(objects).ToHaveCountAsync(1);
        await form.GetByLabel("Kind").SelectOptionAsync("");
        await form.GetByLabel("Show").SelectOptionAsync("accepted");
        await Expect(objects).ToHaveCountAsync(1);
        await Expect(objects).ToContainTextAsync("ConfigMap");
        await form.GetByLabel("Show").SelectOptionAsync("all");
        await form.GetByLabel("Text").FillAsync("ghcr.io/example/web:1.1");
        await Expect(objects).ToHaveCountAsync(1);
        await Expect(page.Locator("#count")).ToHaveTextAsync("1 of 12 objects");

        var (again, _) = await report.OpenAsync(new Uri(page.Url).Fragment);
        await Expect(again.Locator("details.object")).ToHaveCountAsync(1);
    }

    [BrowserFact]
    public async Task A_link_to_an_object_opens_it_whatever_is_filtered()
    {
        var (page, _) = await report.OpenAsync("#at=shop%2Fprod%2FServiceAccount%2Fshop%2Fweb");

        await Expect(page.Locator("details.object[open]")).ToHaveCountAsync(1);
        await Expect(page.Locator("details.object[open]")).ToContainTextAsync("ServiceAccount");
        await Expect(page.Locator("details.object[open] > summary")).ToBeFocusedAsync();
    }

    [BrowserFact]
    public async Task The_keyboard_reaches_the_text_filter_and_every_object()
    {
        var (page, _) = await report.OpenAsync();

        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("j");
        await Expect(page.Locator("details.object > summary").Nth(1)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("details.object").Nth(1)).ToHaveAttributeAsync("open", "");
        await page.Keyboard.PressAsync("/");
        await Expect(page.GetByLabel("Text")).ToBeFocusedAsync();
    }

    [BrowserFact]
    public async Task Routes_that_are_gone_are_named_before_and_after()
    {
        var (page, _) = await report.OpenAsync();

        var routes = page.GetByRole(AriaRole.Table, new() { Name = "Ingress routes" }).First;

        await Expect(routes.GetByRole(AriaRole.Row).Filter(new() { HasText = "/old" })).ToContainTextAsync("removed");
        await Expect(routes.GetByRole(AriaRole.Row).Filter(new() { HasText = "web:80" })).ToContainTextAsync("same");
    }

    [BrowserFact]
    public async Task Light_and_dark_differ_and_neither_makes_text_hard_to_read()
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            var (page, _) = await report.OpenAsync(ToDeployment, scheme: scheme);
            var contrast = await page.EvaluateAsync<double>(
                """
                () => {
                  const light = element => { const [r, g, b] = getComputedStyle(element)[element.at].match(/\d+/g).map(Number).map(v => v / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
                  const of = (element, at) => light(Object.assign(element, { at }));
                  const contrasts = [...document.querySelectorAll('.badge, .yaml tr[class]:not(.fold) td')].map(element => {
                    const pair = [of(element, 'color'), of(element, 'backgroundColor')].sort((a, b) => b - a);
                    return (pair[0] + 0.05) / (pair[1] + 0.05);
                  });
                  return Math.min(...contrasts);
                }
                """);

            // WCAG 2.2, 1.4.3: 4.5 to 1.
            Assert.True(contrast >= 4.5, $"{scheme}: {contrast:F2}");
        }
    }

    [BrowserFact]
    public async Task Nothing_sticks_out_of_a_wide_or_a_narrow_window()
    {
        foreach (var width in new[] { 1400, 800, 400 })
        {
            var (page, _) = await report.OpenAsync(ToDeployment, width);

            var overflow = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");

            Assert.True(overflow <= 0, $"{width} pixels wide: {overflow} too many");
        }
    }

    [BrowserFact]
    public async Task The_two_sides_share_the_window_in_halves()
    {
        var (page, _) = await report.OpenAsync(ToDeployment);
        var cells = page.Locator("details[open] .yaml tr.behaviour").First.Locator("td");

        var (before, after) = (await cells.First.BoundingBoxAsync(), await cells.Last.BoundingBoxAsync());

        Assert.InRange(before!.Width / after!.Width, 0.9, 1.1);
        Assert.InRange(before.Y - after.Y, -1, 1);
        Assert.True(before.Width > 500);
    }
}
