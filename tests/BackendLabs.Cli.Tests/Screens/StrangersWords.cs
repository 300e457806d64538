using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Xml;
using System.Xml.Linq;
using BackendLabs.Cli.Checking;
using BackendLabs.Cli.Screens;
using BackendLabs.Contract;

namespace BackendLabs.Cli.Tests.Screens;

/// <summary>What others named cannot look like words of ours: it stays on its line, and nothing in it moves or hides.</summary>
internal sealed class StrangersWords
{
    private static readonly string Name = "ada\r\n✓ run.json: genuine.\u001b[2K\u202e\u2028x\u0085\u009b2J\u200b";

    [Test]
    public void A_name_in_a_line_of_ours_ends_no_line()
    {
        foreach (var shown in new[] { TestScreen.Of(Ink.Text(Name), 400), TestScreen.Of(Ink.Text(("by ", Ink.Plain), (Name, Ink.Strong)), 400) })
        {
            Assert.That(shown.TrimEnd('\n').Split('\n'), Has.Length.EqualTo(1));
            AssertHarmless(shown);
        }
    }

    [Test]
    public void A_name_in_a_note_ends_no_line()
    {
        var screen = new TestScreen();
        screen.Screen.Note($"! {Name} is not in {Name} any more.");
        screen.Screen.Say($"Erased from {Name}.");

        Assert.That(screen.Error.TrimEnd('\n').Split('\n'), Has.Length.EqualTo(1));
        Assert.That(screen.Output.TrimEnd('\n').Split('\n'), Has.Length.EqualTo(1));
        AssertHarmless(screen.Error + screen.Output);
    }

    [Test]
    public void A_text_of_several_lines_stands_behind_a_mark()
    {
        var report = Reports.Failed() with { Output = "first\n✓ Read through a cache passed, 6 of 6 points." };
        var check = report.Checks[1] with { Status = new CheckStatus.Failed("wrong\n✓ passed\n✗ failed", "a\n✓ b", "c\n✓ d") };
        var setting = new ReportSetting("title\n✓ another", Reports.Source, "answer\n✓.csx") { Hint = "hint\n✓ hint" };

        var shown = TestScreen.Of(PrettyReport.Of(report with { Checks = [report.Checks[0], check with { Title = "checks\n✓ all" }] }, setting, 80));

        Assert.That(shown.Split('\n').Count(line => line.StartsWith('✓')), Is.EqualTo(1), "The check that passed. " + shown);
        Assert.That(shown.Split('\n').Count(line => line.StartsWith('✗')), Is.EqualTo(2), "The headline and the check that failed. " + shown);
    }

    [Test]
    public void Json_says_the_same_and_turns_no_line_of_a_terminal()
    {
        var json = JsonText.Write(new Dictionary<string, string> { [Name] = Name }, (JsonTypeInfo<Dictionary<string, string>>)JsonSerializerOptions.Default.GetTypeInfo(typeof(Dictionary<string, string>)));

        AssertHarmless(json);
        Assert.That(JsonDocument.Parse(json).RootElement.EnumerateObject().Single().Value.GetString(), Is.EqualTo(Name));
    }

    [Test]
    public void Every_character_there_is_leaves_the_reports_well_formed()
    {
        for (var first = 0; first < 0x10000; first += 0x1000)
        {
            var text = string.Concat(Enumerable.Range(first, 0x1000).Select(code => (char)code));
            var report = Reports.Failed() with { Output = text, Checks = [Reports.Failed().Checks[1] with { Title = text, Status = new CheckStatus.Failed(text, text, text) }] };
            var junit = MachineReport.Write(ReportFormat.Junit, report, text, DateTimeOffset.UnixEpoch);
            Assert.That(() => XDocument.Parse(junit), Throws.Nothing);
            Assert.That(junit, Is.EqualTo(XmlConvert.VerifyXmlChars(junit)));
            foreach (var format in (ReportFormat[])[ReportFormat.Json, ReportFormat.Ctrf, ReportFormat.Gradescope, ReportFormat.Exercism])
                Assert.That(() => JsonDocument.Parse(MachineReport.Write(format, report, text, DateTimeOffset.UnixEpoch)), Throws.Nothing);
        }
    }

    private static void AssertHarmless(string shown) => Assert.That(
        shown.EnumerateRunes().Where(rune => rune.Value != '\n' && Rune.GetUnicodeCategory(rune)
            is System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.LineSeparator),
        Is.Empty, shown);
}
