using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace BackendLabs.Browser.Tests.Pictures;

/// <summary>A check's timeline as a picture: every event has its place, and keyboard and pointer reach it.</summary>
internal sealed class Timelines : PicturesFixture
{
    private const string Hostile = "<img src=x onerror=\"document.title='taken'\"> \u202Egnp.exe \u001B[31m";

    private ILocator Events => Page.Locator(".tl-event");

    [Test]
    public async Task Every_event_of_every_report_is_drawn_once_in_the_lane_of_its_service()
    {
        foreach (var report in RealReports.All)
        {
            var found = await Page.EvaluateAsync<string[]>(
                """
                text => JSON.parse(text).checks.filter(check => check.timeline.length > 0).flatMap(check => {
                  pictures.check(check);
                  const drawn = [...document.querySelectorAll('.tl-event')];
                  const wrong = check.timeline.filter((event, index) => {
                    const own = drawn.filter(one => one.dataset.index === String(index));
                    return own.length !== 1 || own[0].dataset.service !== (event.judges ? 'judge' : event.service);
                  });
                  return wrong.map(event => `${check.id}: ${event.service} ${event.operation} ${event.detail}`);
                })
                """, Report(report.Name));
            Assert.That(found, Is.Empty, report.Name);
        }
    }

    [Test]
    public async Task What_comes_later_stands_further_right_and_nothing_lies_on_anything()
    {
        foreach (var report in RealReports.All)
        {
            var found = await Page.EvaluateAsync<string[]>(
                """
                text => JSON.parse(text).checks.filter(check => check.timeline.length > 0).flatMap(check => {
                  pictures.check(check);
                  return [...document.querySelectorAll('.tl-picture')].flatMap(picture => {
                    const bars = [...picture.querySelectorAll('.tl-event')].map(one => {
                      const bar = one.querySelector('.tl-bar');
                      return { index: Number(one.dataset.index), at: check.timeline[one.dataset.index].at, x: +bar.getAttribute('x'), y: +bar.getAttribute('y'), end: +bar.getAttribute('x') + +bar.getAttribute('width') };
                    });
                    const late = bars.filter(one => bars.some(other => other.at < one.at && other.x > one.x + 0.1)).map(one => `${check.id} ${one.index} is left of what came before`);
                    const under = bars.filter(one => bars.some(other => other !== one && other.y === one.y && other.x <= one.x && other.end > one.x + 0.2)).map(one => `${check.id} ${one.index} lies on another`);
                    return [...late, ...under];
                  });
                })
                """, Report(report.Name));
            Assert.That(found, Is.Empty, report.Name);
        }
    }

    [Test]
    public async Task The_event_of_the_failure_is_marked_in_words()
    {
        await ShowAsync("plan");

        Assert.That(await Page.Locator(".failure .tl-wrong").CountAsync(), Is.EqualTo(1));
        Assert.That(await Page.Locator(".failure .tl-wrong title").TextContentAsync(), Does.EndWith("here it went wrong"));
        await Assertions.Expect(Page.Locator(".failure .tl-arrow")).ToContainTextAsync("here it went wrong");
    }

    [Test]
    public async Task An_event_is_called_by_the_words_that_stand_beside_it()
    {
        var named = 0;
        foreach (var report in RealReports.All)
        {
            await ShowAsync(report.Name);
            foreach (var one in await Page.Locator(".tl-event:has(.tl-words)").AllAsync())
            {
                // The marks are pictures of what the name says in words; what was cut stands whole in the name.
                var seen = (await one.Locator(".tl-words").TextContentAsync())!.TrimStart('✗', '‖', ' ').TrimEnd('…');
                await Assertions.Expect(one).ToHaveAccessibleNameAsync(new Regex(Regex.Escape(seen.Trim()).Replace(@"\ ", @"\s+", StringComparison.Ordinal), RegexOptions.None, TimeSpan.FromSeconds(1)));
                named++;
            }
        }

        Assert.That(named, Is.GreaterThan(50));
    }

    [Test]
    public async Task Arrow_keys_walk_and_enter_shows()
    {
        await ShowCheckAsync(Check(
            Event(0, 9, "code", "GetProduct", "(7) -> 3", line: null),
            Event(1, 0.2, "redis", "GET", "product:7 -> nil", line: 3),
            Event(2, 0.2, "sqlite", "select", "select 1 -> 1 row", line: 8),
            Event(30, 0, "judge", "fault", "Redis stopped", line: null)));
        await Page.Locator(".tl-event[tabindex='0']").FocusAsync();

        Assert.That(await FocusedAsync(), Is.EqualTo(0), "The first one.");
        Assert.That(await PressAsync("ArrowRight"), Is.EqualTo(1));
        Assert.That(await PressAsync("ArrowRight"), Is.EqualTo(2));
        Assert.That(await PressAsync("ArrowDown"), Is.EqualTo(1), "From sqlite to redis, which is below.");
        Assert.That(await PressAsync("ArrowUp"), Is.EqualTo(2));
        Assert.That(await PressAsync("End"), Is.EqualTo(3));
        Assert.That(await PressAsync("ArrowRight"), Is.EqualTo(3), "There is no next one.");
        Assert.That(await PressAsync("Home"), Is.EqualTo(0));
        await PressAsync("ArrowRight");
        await Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(Page.Locator(".tl-detail")).ToContainTextAsync("product:7");
        await Assertions.Expect(Page.Locator(".tl-detail")).ToContainTextAsync("nil");
        Assert.That(await CallsAsync(), Does.Contain("[\"line\",3]").And.Contain("[\"event\",1]"));
        await Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(Page.Locator(".tl-detail")).ToBeEmptyAsync();
        Assert.That(await Page.Locator(".tl-event[tabindex='0']").CountAsync(), Is.EqualTo(1), "One stop for the tabulator.");
    }

    [Test]
    public async Task Hovering_marks_the_line_and_a_click_shows_the_event()
    {
        await ShowCheckAsync(Check(Event(0, 5, "redis", "GET", "a -> nil", line: 12), Event(8, 5, "redis", "SET", "a \"1\" -> OK", line: 14)));
        await Events.Nth(1).HoverAsync();
        await Events.Nth(1).ClickAsync();
        await Page.Locator(".tl-detail .line-link").ClickAsync();

        Assert.That(await CallsAsync(), Does.Contain("[\"line\",14]").And.Contain("[\"event\",1]").And.Contain("[\"reveal\",14]"));
        await Page.Mouse.MoveAsync(2, 2);
        Assert.That(await CallsAsync(), Does.Contain("[\"line\",null]"));
    }

    [Test]
    public async Task The_words_beside_an_event_lead_to_it_as_well()
    {
        await ShowCheckAsync(Check(Event(0, 0.1, "redis", "GET", "a -> nil", line: 12), Event(80, 0.1, "redis", "SET", "a \"1\" -> OK", line: 14)));
        await Page.Locator(".tl-words").First.ClickAsync();

        Assert.That(await CallsAsync(), Does.Contain("[\"event\",0]"));
    }

    [Test]
    public async Task What_a_student_wrote_is_text_and_nothing_else()
    {
        await ShowCheckAsync(Check(Event(0, 3, "redis", "GET", Hostile, line: 1), Event(4, 1, "judge", "fault", Hostile, line: null)));
        await Events.First.ClickAsync();
        await Page.Locator(".as-table summary").ClickAsync();

        Assert.That(await Page.Locator("#report img").CountAsync(), Is.Zero);
        Assert.That(await Page.TitleAsync(), Is.EqualTo("Pictures"));
        var words = await Page.Locator("#report").InnerTextAsync();
        Assert.That(words, Does.Contain("<img src=x").And.Contain("\\u202e").And.Contain("\u241B").And.Not.Contain("\u202E").And.Not.Contain("\u001B"));
    }

    [Test]
    public async Task No_events_are_said_to_be_none()
    {
        await ShowCheckAsync("""{"id":"a","timeline":[]}""");

        await Assertions.Expect(Page.Locator("#report")).ToContainTextAsync("Nothing was asked");
        Assert.That(await Page.Locator("#report svg").CountAsync(), Is.Zero);
    }

    [Test]
    public async Task Two_thousand_events_are_there_within_a_second()
    {
        var events = Enumerable.Range(0, 2000).Select(n => Event(n * 0.7, n % 7 == 0 ? 2.5 : 0.3, (n % 3) switch { 0 => "redis", 1 => "sqlite", _ => "code" }, "GET", $"key:{n} -> nil", line: 1 + (n % 40)));
        var took = await Page.EvaluateAsync<double>(
            "check => { const began = performance.now(); pictures.check(JSON.parse(check)); document.body.getBoundingClientRect(); return performance.now() - began; }", Check([.. events]));

        Assert.That(await Events.CountAsync(), Is.EqualTo(2000));
        Assert.That(took, Is.LessThan(1000));
        var watch = Stopwatch.StartNew();
        await Page.Locator(".tl-event[tabindex='0']").FocusAsync();
        for (var i = 0; i < 20; i++)
            await Page.Keyboard.PressAsync("ArrowRight");
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(4)), "And the keyboard is not slow among them.");
    }

    [Test]
    public async Task A_long_pause_takes_little_room_and_is_seen_to_be_shortened()
    {
        await ShowCheckAsync(Check(
            Event(0, 2, "redis", "GET", "a -> nil", line: 1), Event(3, 2, "sqlite", "select", "1 -> 1 row", line: 2), Event(5005, 2, "redis", "GET", "a -> nil", line: 1)));

        var width = await Page.EvaluateAsync<double[]>("() => [...document.querySelectorAll('.tl-bar')].map(bar => +bar.getAttribute('width'))");
        Assert.That(width, Is.All.GreaterThan(40), "Two milliseconds beside five seconds.");
        await Assertions.Expect(Page.Locator(".tl-break title").First).ToHaveTextAsync("5 s, shortened here");
    }

    [Test]
    public async Task Faults_and_holds_last_from_their_beginning_to_their_end()
    {
        await ShowCheckAsync(Check(
            Event(1, 0, "judge", "fault", "Redis stopped", line: null), Event(2, 3, "redis", "GET", "a -> error: gone", line: 4, failed: true),
            Event(6, 0, "judge", "lifted", "Redis stopped", line: null),
            Event(7, 8, "redis", "SET", "a 1 -> OK", line: 5), Event(8, 0, "judge", "hold", "SET of client 1: a write of \"a\"", line: null),
            Event(14, 0, "judge", "release", "a write of \"a\"", line: null), Event(16, 0, "judge", "fault", "the disk full", line: null), Event(20, 1, "code", "Do", "() -> 1", line: null)));
        var bands = await Page.EvaluateAsync<JsonElement>(
            "() => [...document.querySelectorAll('.tl-band')].map(band => { const x = +band.getAttribute('x'); return { kind: band.className.baseVal, x, end: x + +band.getAttribute('width') }; })");
        var bars = await Page.EvaluateAsync<double[]>("() => [...document.querySelectorAll('.tl-event')].sort((a, b) => a.dataset.index - b.dataset.index).map(one => +one.querySelector('.tl-bar').getAttribute('x'))");

        Assert.That(bands.GetArrayLength(), Is.EqualTo(3));
        Assert.That(bands[0].GetProperty("x").GetDouble(), Is.EqualTo(bars[0]).Within(0.2));
        Assert.That(bands[0].GetProperty("end").GetDouble(), Is.EqualTo(bars[2]).Within(0.2));
        Assert.That(bands[1].GetProperty("kind").GetString(), Does.Contain("hold"));
        Assert.That(bands[2].GetProperty("end").GetDouble(), Is.GreaterThan(bars[7]), "What was never lifted lasts to the end.");
        await Assertions.Expect(Page.Locator(".tl-note-fault").Nth(1)).ToHaveTextAsync("the disk full (to the end)");
        await Assertions.Expect(Page.Locator(".tl-waiting")).ToHaveCountAsync(1);
        Assert.That(await Page.Locator(".tl-waiting title").TextContentAsync(), Does.Contain("kept waiting"));
        await Assertions.Expect(Page.Locator(".tl-failed")).ToHaveCountAsync(1);
    }

    [Test]
    public async Task Worlds_that_are_compared_stand_one_beneath_the_other_and_clients_have_lanes_of_their_own()
    {
        await ShowAsync("two-worlds");
        var groups = await Page.Locator(".failure .tl-title").AllInnerTextsAsync();
        Assert.That(groups, Has.Some.StartsWith("world 1: all is well").And.Some.StartsWith("world 2: the same again"));

        await ShowAsync("schedule");
        var lanes = await Page.Locator(".failure .tl-name").AllInnerTextsAsync();
        Assert.That(lanes, Is.SupersetOf(new[] { "code 1", "code 2", "redis 1", "redis 2" }));
    }

    [Test]
    public async Task The_table_has_a_row_for_each_event_and_says_the_same()
    {
        await ShowCheckAsync(Check(
            Event(0, 1, "redis", "GET", "a -> nil", line: 3), Event(2, 0.5, "redis", "SET", "a 1 -> error: OOM", line: 4, failed: true, inside: true)));
        await Page.Locator(".as-table summary").ClickAsync();
        var rows = Page.Locator(".facts-table tbody tr");

        await Assertions.Expect(rows).ToHaveCountAsync(2);
        Assert.That((await rows.Nth(1).InnerTextAsync()).Split('\t').Select(cell => cell.Trim()), Is.EqualTo(new[] { "2", "2 ms", "0.5 ms", "redis", "SET", "a 1", "error: OOM", "4", "failed, inside" }));
    }

    private static object Event(double at, double ms, string service, string operation, string detail, int? line, bool failed = false, bool inside = false) =>
        new { at, ms, service, operation, detail, line, inside, failed, judges = service == "judge", client = 1 };

    private static string Check(params object[] timeline) => JsonSerializer.Serialize(new { id = "a", title = "a", status = "failed", timeline });

    private async Task<int> PressAsync(string key)
    {
        await Page.Keyboard.PressAsync(key);
        return await FocusedAsync();
    }

    private Task<int> FocusedAsync() => Page.EvaluateAsync<int>("() => Number(document.activeElement.dataset.index ?? -1)");

    private async Task<string> CallsAsync() => await Page.EvaluateAsync<string>("() => JSON.stringify(pictures.calls)");
}
