using BackendLabs.Grader;
using BackendLabs.Grader.Tests.Containers;
using BackendLabs.Labs;
using BackendLabs.Sandbox;
using BackendLabs.Testing;

namespace BackendLabs.Integration.Tests.Isolation;

/// <summary>Snippets have the machine's cultures and time zones, and the invariant culture until they ask for another.</summary>
[TestFixture(Place.Box)]
[TestFixture(Place.Container)]
internal sealed class Cultures(Cultures.Place place) : LiveRunner
{
    internal enum Place
    {
        Box,
        Container,
    }

    protected override bool IsAlone => place is Place.Container;

    [OneTimeSetUp]
    public async Task Need_an_engine_for_containers()
    {
        if (place is Place.Container)
            await LiveGate.EngineAsync();
    }

    protected override GraderOptions Options(GraderOptions usual) => usual with { Tools = MachineTools.Find() with { Bubblewrap = null } };

    [TestCase("""1234.5m.ToString("C", CultureInfo.GetCultureInfo("en-US"))""", "$1,234.50")]
    [TestCase("""1234.5m.ToString("N2", new CultureInfo("de-DE"))""", "1.234,50")]
    [TestCase("""decimal.Parse("3,5", CultureInfo.GetCultureInfo("de-DE")).ToString()""", "3.5")]
    [TestCase("""(1234.5m).ToString() + CultureInfo.CurrentCulture.Name""", "1234.5")]
    [TestCase("""Task.Run(() => 0.5.ToString()).Result""", "0.5")]
    [TestCase("""new DateTime(2026, 3, 1).ToString("dddd", new CultureInfo("fi-FI"))""", "sunnuntai")]
    [TestCase("""TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin").GetUtcOffset(new DateTime(2026, 7, 1, 12, 0, 0, DateTimeKind.Utc)).ToString()""", "02:00:00")]
    [TestCase("""TimeZoneInfo.FindSystemTimeZoneById("GMT Standard Time").BaseUtcOffset.ToString()""", "00:00:00")]
    [TestCase("""(TimeZoneInfo.GetSystemTimeZones().Count > 400).ToString()""", "True")]
    [TestCase("""((Func<string>)(() => { try { return new CultureInfo("de-DEE").Name; } catch (CultureNotFoundException e) { return e.InvalidCultureName!; } }))()""", "de-DEE")]
    public async Task A_snippet_is_answered_in_the_culture_that_it_names(string expression, string answer)
    {
        var report = await RunAsync(Says(answer), $"string Say() => {expression};");

        Assert.That(report.Verdict, Is.TypeOf<Verdict.Passed>(), () => Words.Of(report));
    }

    [Test]
    public async Task The_dotless_i_is_a_letter_of_Turkish()
    {
        var report = await RunAsync(Says("\u0131nfo"), "string Say() => \"INFO\".ToLower(new CultureInfo(\"tr-TR\"));");

        Assert.That(report.Verdict, Is.TypeOf<Verdict.Passed>(), () => Words.Of(report));
    }

    internal static Lab Says(string answer) => new SmallLab
    {
        Entries = ["string Say()"],
        Checks = $"Check(\"says\", points: 1, \"says it\", async () => Expect(await Snippet.CallAsync<string>(\"Say\"), Is.EqualTo(\"{answer}\"), \"The answer.\"));",
        Starter = "string Say() => \"\";",
        Reference = $"string Say() => \"{answer}\";",
    }.Read();
}

/// <summary>On a machine without ICU snippets run as before, and one that asks for a culture hears why there is none.</summary>
internal sealed class WithoutCultures : LiveRunner
{
    protected override bool IsAlone => true;

    protected override GraderOptions Options(GraderOptions usual) => usual with { Tools = MachineTools.Find() with { HasIcu = false } };

    [Test]
    public async Task A_snippet_that_asks_for_none_passes()
    {
        var report = await RunAsync(Cultures.Says("1234.5"), "string Say() => 1234.5m.ToString();");

        Assert.That(report.Verdict, Is.TypeOf<Verdict.Passed>(), () => Words.Of(report));
    }

    [Test]
    public async Task A_snippet_that_asks_for_one_hears_what_is_missing()
    {
        var report = await RunAsync(Cultures.Says("1.234,50"), "string Say() => 1234.5m.ToString(\"N2\", new CultureInfo(\"de-DE\"));");

        Assert.That(report.Verdict, Is.TypeOf<Verdict.RuntimeError>(), () => Words.Of(report));
        Assert.That(((Verdict.RuntimeError)report.Verdict).Message, Does.Contain("no ICU").And.Contain("lab doctor"));
        Assert.That(Runner.InspectCultures().Select(missing => missing.Kind), Does.Contain("cultures"));
    }
}
