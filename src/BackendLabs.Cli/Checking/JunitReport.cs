using System.Globalization;
using System.Text;
using System.Xml;
using BackendLabs.Cli.Screens;
using BackendLabs.Contract;
using BackendLabs.Labs;

namespace BackendLabs.Cli.Checking;

/// <summary>JUnit's XML as continuous integration reads it: failures are the snippet's, errors are everything else that stopped a check.</summary>
internal static class JunitReport
{
    public static string Write(RunReport report, DateTimeOffset endedAt)
    {
        var text = new StringBuilder();
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, OmitXmlDeclaration = true, NewLineChars = "\n" }))
            WriteSuites(writer, report, endedAt);
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + text;
    }

    private static void WriteSuites(XmlWriter writer, RunReport report, DateTimeOffset endedAt)
    {
        var cases = Cases(report);
        writer.WriteStartElement("testsuites");
        WriteCounts(writer, "BackendLabs", cases, report.Elapsed);
        writer.WriteStartElement("testsuite");
        WriteCounts(writer, report.Lab, cases, report.Elapsed);
        writer.WriteAttributeString("timestamp", (endedAt - report.Elapsed).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture));
        WriteProperties(writer, report);
        foreach (var one in cases)
            WriteCase(writer, one);
        if (report.Output.Length > 0)
            writer.WriteElementString("system-out", Clean(report.Output));
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static void WriteCounts(XmlWriter writer, string name, List<Case> cases, TimeSpan elapsed)
    {
        writer.WriteAttributeString("name", Clean(name));
        writer.WriteAttributeString("tests", Number(cases.Count));
        writer.WriteAttributeString("failures", Number(cases.Count(one => one.Outcome is "failure")));
        writer.WriteAttributeString("errors", Number(cases.Count(one => one.Outcome is "error")));
        writer.WriteAttributeString("skipped", Number(cases.Count(one => one.Outcome is "skipped")));
        writer.WriteAttributeString("time", Seconds(elapsed));
    }

    private static void WriteProperties(XmlWriter writer, RunReport report)
    {
        writer.WriteStartElement("properties");
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)[
            ("version", Number(report.Version)), ("verdict", report.Verdict.Name), ("score", Number(report.Score)),
            ("max", Number(report.Max)), ("seed", report.Seed.ToString(CultureInfo.InvariantCulture))])
        {
            writer.WriteStartElement("property");
            writer.WriteAttributeString("name", name);
            writer.WriteAttributeString("value", value);
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    private static void WriteCase(XmlWriter writer, Case one)
    {
        writer.WriteStartElement("testcase");
        writer.WriteAttributeString("name", Clean(one.Name));
        writer.WriteAttributeString("classname", Clean(one.Group));
        writer.WriteAttributeString("time", Seconds(one.Elapsed));
        if (one.Outcome is not null)
        {
            writer.WriteStartElement(one.Outcome);
            writer.WriteAttributeString("message", Clean(one.Message.Split('\n', 2)[0]));
            if (one.Outcome is not "skipped")
            {
                writer.WriteAttributeString("type", one.Type);
                writer.WriteString(Clean(one.Message));
            }

            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    private static List<Case> Cases(RunReport report)
    {
        var group = report.Lab.Replace('/', '.');
        if (report.Checks.Count > 0)
        {
            return [.. report.Checks.Select(check => new Case(
                check.Title, group, check.Elapsed, Outcome(check.Status), check.Status.Name, MachineReport.CheckMessage(check) ?? ""))];
        }

        var message = MachineReport.WholeRunMessage(report) ?? report.Verdict.Name;
        return [new Case(report.Lab, group, report.Elapsed, report.Verdict is Verdict.Passed ? null : "error", report.Verdict.Name, message)];
    }

    private static string? Outcome(CheckStatus status) => status switch
    {
        CheckStatus.Passed => null,
        CheckStatus.Failed => "failure",
        CheckStatus.NotRun => "skipped",
        _ => "error",
    };

    // XML 1.0 has no place for most control characters, not even escaped, nor for lone surrogates.
    private static string Clean(string text)
    {
        var visible = Visible.Lines(text);
        return XmlConvert.VerifyXmlChars(visible);
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);

    private sealed record Case(string Name, string Group, TimeSpan Elapsed, string? Outcome, string Type, string Message);
}
