using System.Globalization;
using System.Text;
using System.Xml;
using BackendLabs.Sessions.Grading;

namespace BackendLabs.Sessions.Exports;

/// <summary>The grades of one student as JUnit's XML: a suite for each lab, a case for each check of the counted attempt.</summary>
public static class StudentJUnit
{
    private static readonly XmlWriterSettings Settings = new() { Indent = true, OmitXmlDeclaration = true, NewLineChars = "\n" };

    /// <param name="student">A row of this gradebook.</param>
    public static string Write(Gradebook gradebook, GradebookRow student)
    {
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        using (var xml = XmlWriter.Create(text, Settings))
        {
            var suites = gradebook.Labs.Select(lab => (Lab: lab, Grade: student.Grades.GetValueOrDefault(lab.Id))).ToList();
            xml.WriteStartElement("testsuites");
            WriteCounts(xml, $"{gradebook.Title}: {student.Name}", [.. suites.SelectMany(suite => Cases(suite.Lab, suite.Grade))]);
            foreach (var (lab, grade) in suites)
                WriteSuite(xml, lab, grade);
            xml.WriteEndElement();
        }

        return text.Append('\n').ToString();
    }

    private static void WriteSuite(XmlWriter xml, GradebookLab lab, LabGrade? grade)
    {
        var cases = Cases(lab, grade);
        xml.WriteStartElement("testsuite");
        WriteCounts(xml, lab.Id, cases);
        if (grade is not null)
            WriteProperties(xml, lab, grade);
        foreach (var one in cases)
            WriteCase(xml, lab, one);
        xml.WriteEndElement();
    }

    private static void WriteCounts(XmlWriter xml, string name, IReadOnlyList<Case> cases)
    {
        WriteAttribute(xml, "name", name);
        WriteAttribute(xml, "tests", Number(cases.Count));
        WriteAttribute(xml, "failures", Number(cases.Count(one => one.Outcome is "failure")));
        WriteAttribute(xml, "errors", Number(cases.Count(one => one.Outcome is "error")));
        WriteAttribute(xml, "skipped", Number(cases.Count(one => one.Outcome is "skipped")));
    }

    private static void WriteProperties(XmlWriter xml, GradebookLab lab, LabGrade grade)
    {
        xml.WriteStartElement("properties");
        foreach (var (name, value) in (ReadOnlySpan<(string, string?)>)[
            ("points", Points.Text(grade.Points)), ("weight", Points.Text(lab.Weight)), ("verdict", grade.Verdict), ("score", Number(grade.Score)), ("max", Number(grade.Max)),
            ("attempts", Number(grade.Attempts)), ("late", grade.Late ? "yes" : "no"), ("accepted", Moments.Text(grade.At)), ("override", grade.Override?.Reason)])
        {
            if (value is null)
                continue;
            xml.WriteStartElement("property");
            WriteAttribute(xml, "name", name);
            WriteAttribute(xml, "value", value);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteCase(XmlWriter xml, GradebookLab lab, Case one)
    {
        xml.WriteStartElement("testcase");
        WriteAttribute(xml, "name", one.Name);
        WriteAttribute(xml, "classname", lab.Id.Replace('/', '.'));
        if (one.Outcome is not null)
        {
            xml.WriteStartElement(one.Outcome);
            WriteAttribute(xml, "message", one.Message.Split('\n', 2)[0].TrimEnd('\r'));
            if (one.Outcome is not "skipped")
            {
                WriteAttribute(xml, "type", one.Type);
                xml.WriteString(XmlText.Clean(one.Message));
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static List<Case> Cases(GradebookLab lab, LabGrade? grade) => grade switch
    {
        null => [new Case(lab.Title, "skipped", "", "Nothing was handed in.")],
        { Checks.Count: > 0 } => [.. grade.Checks.Select(check => new Case(check.Title, Outcome(check.Status), check.Status, check.Message))],
        { Attempt: null } => [new Case(lab.Title, "skipped", "", "Staff set the grade; there is no attempt.")],
        // Code that does not compile meets no check.
        _ => [new Case(lab.Title, grade.Verdict is "passed" ? null : "error", grade.Verdict, $"No check ran: {grade.Verdict}.")],
    };

    private static string? Outcome(string status) => status switch
    {
        "passed" => null,
        "failed" => "failure",
        "not_run" => "skipped",
        _ => "error",
    };

    private static void WriteAttribute(XmlWriter xml, string name, string value) => xml.WriteAttributeString(name, XmlText.Clean(value));

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private sealed record Case(string Name, string? Outcome, string Type, string Message);
}
