using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace BackendLabs.Browser.Tests.Pictures;

/// <summary>What a student reads after Ctrl+Enter: the same words in the same order as the command's.</summary>
internal sealed class Reports : PicturesFixture
{
    private ILocator Host => Page.Locator("#report");

    private ILocator Live => Page.Locator(".results-live");

    [Test]
    public async Task The_first_failure_comes_first_with_what_was_expected_and_what_came()
    {
        await ShowAsync(Page, Report("expected-and-actual"), RealReports.Named("expected-and-actual").Source);

        await Assertions.Expect(Page.Locator(".report-headline")).ToContainTextAsync("of 13 points so far.");
        await Assertions.Expect(Page.Locator(".failure-title")).ToContainTextAsync("answers the second read from the cache");
        await Assertions.Expect(Page.Locator(".comparison-expected mark")).ToHaveCountAsync(1);
        await Assertions.Expect(Page.Locator(".comparison-actual mark")).ToHaveCountAsync(1);
        await Assertions.Expect(Page.Locator(".excerpt-marked")).ToContainTextAsync("→ ");
        await Assertions.Expect(Live).ToContainTextAsync("answers the second read from the cache");
        Assert.That(await OrderAsync(".failure-message", ".comparison", ".place", ".failure .timeline", ".checks", ".report-footer"), Is.True);
    }

    [Test]
    public async Task The_lessons_words_that_were_not_kept_stand_beneath_the_failure()
    {
        var report = JsonNode.Parse(Report("expected-and-actual"))!;
        var failed = report["checks"]!.AsArray().First(check => (string?)check!["status"] == "failed")!;
        failed["rule"] = new JsonObject { ["id"] = "cached", ["sentence"] = "It comes from <the cache>." };
        await ShowAsync(Page, report.ToJsonString(), RealReports.Named("expected-and-actual").Source);

        await Assertions.Expect(Page.Locator(".broken-rule")).ToHaveTextAsync("The lesson says: It comes from <the cache>.");
        Assert.That(await OrderAsync(".failure-message", ".comparison", ".broken-rule", ".place"), Is.True);
    }

    [Test]
    public async Task Each_check_has_its_mark_its_points_and_why_it_did_not_run()
    {
        await ShowAsync("plan");
        var rows = Page.Locator(".check");

        await Assertions.Expect(rows).ToHaveCountAsync(6);
        Assert.That(await rows.Nth(0).InnerTextAsync(), Does.Match("^✓\\s+passed:\\s+2/2\\s+answers the three questions"));
        Assert.That(await rows.Nth(1).InnerTextAsync(), Does.Match("^✗\\s+failed:\\s+0/3\\s+searches a customer's purchases .* \\(above\\)$"));
        Assert.That(await rows.Nth(5).InnerTextAsync(), Does.Match("^·\\s+not run:\\s+0/1\\s+.* \\(not run, because finds-purchases-by-index did not pass\\)$"));
    }

    [Test]
    public async Task The_hint_that_is_due_takes_the_place_of_those_that_the_report_holds()
    {
        await Page.EvaluateAsync("report => pictures.results.renderReport(pictures.host, JSON.parse(report), { hint: 'Look again.' })", Report("plan"));
        await Assertions.Expect(Page.Locator(".hint")).ToHaveTextAsync("→ Look again.");
        await Page.EvaluateAsync("report => pictures.results.renderReport(pictures.host, JSON.parse(report), { hint: null })", Report("plan"));
        await Assertions.Expect(Page.Locator(".hint")).ToHaveCountAsync(0);
    }

    [Test]
    public async Task The_editor_is_told_of_every_place()
    {
        var marks = await Page.EvaluateAsync<JsonElement>("([compile, plan]) => [compile, plan].map(text => pictures.results.marksOf(JSON.parse(text)))", new[] { Report("compile-error"), Report("plan") });

        Assert.That(marks[0].EnumerateArray().Select(mark => $"{mark.GetProperty("line")} {mark.GetProperty("kind")}"), Is.EqualTo(new[] { "3 error", "6 error", "6 error" }));
        Assert.That(marks[1].EnumerateArray().Select(mark => $"{mark.GetProperty("line")} {mark.GetProperty("kind")}"), Is.EqualTo(new[] { "28 fault" }));
    }

    [Test]
    public async Task A_line_of_the_report_leads_to_the_editor()
    {
        await ShowAsync("compile-error");
        await Page.Locator(".diagnostic .line-link").First.ClickAsync();

        var first = JsonDocument.Parse(Report("compile-error")).RootElement.GetProperty("diagnostics")[0].GetProperty("line").GetInt32();
        Assert.That(await Page.EvaluateAsync<string>("() => JSON.stringify(pictures.calls)"), Does.Contain($"[\"reveal\",{first}]"));
        await Assertions.Expect(Page.Locator(".report-headline")).ToContainTextAsync("Your code does not compile (");
    }

    [Test]
    public async Task What_the_code_printed_is_shown_as_it_is_and_the_rest_on_demand()
    {
        await ShowAsync("printed");

        Assert.That(await Page.Locator("#report img").CountAsync(), Is.Zero);
        await Assertions.Expect(Page.Locator(".printed").First).ToContainTextAsync("<img src=x onerror=alert(0)>");
        await Page.Locator("summary", new PageLocatorOptions { HasTextString = "more lines" }).ClickAsync();
        await Assertions.Expect(Page.Locator(".printed").Nth(1)).ToContainTextAsync("onerror=alert(19)");
    }

    [Test]
    public async Task Our_problem_is_said_to_be_ours()
    {
        await ShowAsync(Page, """
            {"lab":"a/b","version":1,"verdict":"infrastructure_error","reason":"redis-server is not installed.","remedy":"apt-get install redis-server","score":0,"max":6,"seed":1,"layers":[],"elapsedMs":12,"usage":{"cpuMs":0,"peakBytes":0,"outputBytes":0},"diagnostics":[],"output":"","checks":[]}
            """);

        await Assertions.Expect(Page.Locator(".report-headline")).ToContainTextAsync("Our problem, not yours. Nothing was counted.");
        await Assertions.Expect(Host).ToContainTextAsync("apt-get install redis-server");
        await Assertions.Expect(Page.Locator(".report-footer")).ToContainTextAsync("not counted");
    }

    [Test]
    public async Task An_order_that_breaks_a_check_has_a_column_for_each_client_and_names_the_step()
    {
        await ShowAsync("schedule");

        await Assertions.Expect(Page.Locator(".failure .schedule thead th")).ToHaveCountAsync(3);
        await Assertions.Expect(Page.Locator(".failure .schedule-breaks").First).ToContainTextAsync("has changed");
    }

    [Test]
    public async Task A_plan_is_a_tree_with_words_for_what_its_steps_mean()
    {
        await ShowAsync("plan");

        await Assertions.Expect(Page.Locator(".failure .plan-statement")).ToContainTextAsync("select id, day, cents");
        await Assertions.Expect(Page.Locator(".failure .plan-warn")).ToContainTextAsync("USE TEMP B-TREE");
        await Assertions.Expect(Page.Locator(".failure .plan-good .plan-words")).ToHaveTextAsync("straight to the rows");
    }

    [Test]
    public async Task Statements_of_each_call_are_a_chart_with_the_number_that_was_expected()
    {
        await ShowAsync("statements");
        var report = JsonDocument.Parse(Report("statements")).RootElement.GetProperty("checks").EnumerateArray().First(check => check.GetProperty("status").GetString() == "failed");

        await Assertions.Expect(Page.Locator(".failure .chart-over .chart-value")).ToHaveTextAsync("✗ " + report.GetProperty("actual").GetString());
        await Assertions.Expect(Page.Locator(".failure .chart-limit")).ToContainTextAsync("expected: " + report.GetProperty("expected").GetString());
    }

    [Test]
    public async Task Other_checks_open_and_tell_as_much()
    {
        await ShowAsync("passed");
        await Page.Locator(".check summary").First.ClickAsync();

        await Assertions.Expect(Page.Locator(".check .timeline")).ToHaveCountAsync(1);
    }

    [Test]
    public async Task Progress_is_seen_at_each_check_and_heard_once()
    {
        await ProgressAsync("{ kind: 'queued', data: { place: 3 } }");
        await Assertions.Expect(Host).ToContainTextAsync("3 are before you");
        await ProgressAsync("{ kind: 'progress', data: { stage: 'compiling', number: 0, count: 0 } }");
        await Assertions.Expect(Live).ToHaveTextAsync("Compiling");
        await ProgressAsync("{ kind: 'progress', data: { stage: 'checking', number: 2, count: 4, detail: 'served-from-cache' } }");
        await Assertions.Expect(Page.Locator(".progress-words")).ToHaveTextAsync("Check 2 of 4: served-from-cache");
        Assert.That(await Page.Locator("progress").EvaluateAsync<double>("bar => bar.value"), Is.EqualTo(0.3625).Within(0.001));
        var heard = await Live.InnerTextAsync();
        await ProgressAsync("{ kind: 'progress', data: { stage: 'checking', number: 3, count: 4, detail: 'fills-only-once' } }");

        Assert.That(await Live.InnerTextAsync(), Is.EqualTo(heard), "A screen reader is told of the stage, not of each check.");
        await ShowAsync("passed");
        await Assertions.Expect(Live).ToContainTextAsync("Passed, 10 of 10 points.");
    }

    [Test]
    public async Task The_first_failing_check_is_seen_and_heard_while_the_others_go_on()
    {
        await Page.EvaluateAsync(
            """
            report => {
              const checks = JSON.parse(report).checks;
              const at = (number, failed) => pictures.results.renderProgress(pictures.host, { kind: 'progress', data: { stage: 'checking', number, count: checks.length, failed } });
              at(2, checks.find(check => check.status === 'failed'));
              at(3, undefined);
            }
            """, Report("plan"));

        await Assertions.Expect(Page.Locator(".progress-view .failure-title")).ToHaveCountAsync(1);
        await Assertions.Expect(Page.Locator(".progress-view .failure-title")).ToContainTextAsync("searches a customer's purchases");
        await Assertions.Expect(Page.Locator(".progress-words")).ToContainTextAsync("Check 3 of 6");
        await Assertions.Expect(Live).ToContainTextAsync("searches a customer's purchases");
    }

    [Test]
    public async Task No_report_breaks_a_rule_of_axe_light_or_dark_wide_or_narrow()
    {
        foreach (var (width, height) in ((int, int)[])[(1100, 900), (480, 900), (360, 740)])
        {
            await Page.SetViewportSizeAsync(width, height);
            foreach (var report in RealReports.All)
                await LookAsync(report, width);
        }
    }

    private async Task LookAsync(RealReport report, int width)
    {
        await ShowAsync(Page, Report(report.Name), report.Source);
        await Page.EvaluateAsync("() => document.querySelector('.tl-event')?.dispatchEvent(new MouseEvent('click', { bubbles: true }))");
        // A phone's is like the narrow one, or too wide. Each report in either colour, and in either width.
        if (width > 400)
            await KeepAsync(report, width, width > 1000 ? ColorScheme.Light : ColorScheme.Dark);
        await Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });

        await Page.EvaluateAsync("() => { for (const part of document.querySelectorAll('#report details')) part.open = true; }");
        Assert.That(await Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > innerWidth + 1"), Is.False, $"{report.Name} is wider than its page of {width}.");
        if (width != 480)
            return;
        Assert.That(await AxeCore.ViolationsAsync(Page), Is.Empty, $"{report.Name}, light");
        await Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        Assert.That(await AxeCore.ViolationsAsync(Page, coloursOnly: true), Is.Empty, $"{report.Name}, dark");
    }

    private async Task KeepAsync(RealReport report, int width, ColorScheme scheme)
    {
        await Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Browsers.Screens, "pictures", $"{report.Name}-{scheme}-{width}.png".ToLowerInvariant()), FullPage = true });
    }

    private Task ProgressAsync(string progress) => Page.EvaluateAsync($"() => pictures.results.renderProgress(pictures.host, {progress})");

    private Task<bool> OrderAsync(params string[] selectors) => Page.EvaluateAsync<bool>(
        """
        selectors => {
          const found = selectors.map(one => document.querySelector(one));
          return found.every((one, index) => one && (index === 0 || found[index - 1].compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING));
        }
        """, selectors);
}
