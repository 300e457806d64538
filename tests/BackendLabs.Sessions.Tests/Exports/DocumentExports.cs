using System.Text.Json;
using System.Xml.Linq;
using BackendLabs.Sessions.Exports;
using BackendLabs.Sessions.Grading;

namespace BackendLabs.Sessions.Tests.Exports;

internal sealed class DocumentExports
{
    private static readonly Gradebook Book = SampleBook.Whole();

    [Test]
    public void The_json_has_everything_in_camel_case_with_rounded_points()
    {
        using var json = JsonDocument.Parse(GradebookJson.Write(Book));
        var root = json.RootElement;
        var students = root.GetProperty("students");
        var grade = students[0].GetProperty("grades").GetProperty("caching/cache-aside");

        Assert.That(Names(root), Is.EqualTo(new[] { "session", "title", "cohort", "max", "labs", "students" }));
        Assert.That(Names(grade), Is.EqualTo(new[] { "attempt", "verdict", "score", "max", "points", "accepted", "attempts", "late", "override", "checks" }));
        Assert.That(Names(grade.GetProperty("checks")[0]), Is.EqualTo(new[] { "id", "title", "status", "points", "max", "message" }));
        Assert.That((grade.GetProperty("points").GetRawText(), root.GetProperty("max").GetRawText()), Is.EqualTo(("8.33", "27.5")));
        Assert.That(students[1].GetProperty("grades").GetProperty("caching/cache-aside").GetProperty("override").GetProperty("points").GetRawText(), Is.EqualTo("12.5"));
        Assert.That(grade.GetProperty("accepted").GetString(), Is.EqualTo("2026-10-05T09:30:15Z"));
        Assert.That(students[2].GetProperty("name").GetString(), Is.EqualTo(SampleBook.Hostile));
        Assert.That(students[1].GetProperty("email").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public void The_junit_document_has_a_suite_for_each_lab_and_a_case_for_each_check()
    {
        var root = Junit(0);
        var suites = root.Elements("testsuite").ToList();

        Assert.That(suites.Select(suite => (string)suite.Attribute("name")!), Is.EqualTo(new[] { "caching/cache-aside", "messaging/outbox" }));
        Assert.That(Counts(suites[0]), Is.EqualTo((3, 1, 0, 1)));
        Assert.That(Counts(root), Is.EqualTo((4, 1, 0, 2)));
        var failure = suites[0].Elements("testcase").Single(one => (string)one.Attribute("name")! == "fills the cache").Element("failure")!;
        Assert.That((string)failure.Attribute("message")!, Is.EqualTo("The second read went to the database."));
        Assert.That(failure.Value, Is.EqualTo("The second read went to the database.\nExpected: 1\ufffd"));
        Assert.That((string)suites[1].Descendants("skipped").Single().Attribute("message")!, Is.EqualTo("Nothing was handed in."));
    }

    [Test]
    public void Code_that_met_no_check_is_an_error_in_junit()
    {
        var suite = Junit(1).Elements("testsuite").First();

        Assert.That((string)suite.Descendants("error").Single().Attribute("type")!, Is.EqualTo("compile_error"));
        Assert.That(Properties(suite), Does.Contain(("points", "12.5")).And.Contain(("late", "yes")).And.Contain(("override", "+Illness, see \"mail\"")));
        Assert.That((string)Junit(3).Elements("testsuite").First().Descendants("skipped").Single().Attribute("message")!, Does.Contain("Staff set the grade"));
    }

    [Test]
    public void No_character_breaks_the_xml()
    {
        var name = (string)Junit(2).Attribute("name")!;

        Assert.That(name, Does.StartWith("Exam 1: O'Neil, \"Zoë\"").And.Contain("🎓 ]]> <b>&amp;\ufffd\ufffd[31m\ufffd"));
        var every = string.Concat(Enumerable.Range(0, 0x10000).Select(code => (char)code));
        var book = Book with { Title = every, Rows = [SampleBook.Row("x", every, null, new LabGrade("a", every, 0, 1, 0m, null, 1, Late: false, Override: null, [new CheckGrade("c", every, every, 0, 1, every)]))] };
        Assert.That(() => XDocument.Parse(StudentJUnit.Write(book, book.Rows[0])), Throws.Nothing);
    }

    [Test]
    public void Gradescope_gets_the_points_of_the_student_and_a_test_for_each_check()
    {
        using var json = JsonDocument.Parse(StudentGradescope.Write(Book, Book.Rows[0]));
        var root = json.RootElement;
        var tests = root.GetProperty("tests");

        Assert.That(Names(root), Is.EqualTo(new[] { "score", "output", "output_format", "visibility", "tests" }));
        Assert.That(Names(tests[0]), Is.EqualTo(new[] { "name", "score", "max_score", "status", "output", "visibility" }));
        Assert.That(root.GetProperty("score").GetRawText(), Is.EqualTo("8.33"));
        Assert.That(tests.EnumerateArray().Select(one => (one.GetProperty("name").GetString(), one.GetProperty("status").GetString(), one.GetProperty("score").GetInt32(), one.GetProperty("max_score").GetInt32())), Is.EqualTo(new[]
        {
            ("Cache aside: reads from the cache", "passed", 2, 2), ("Cache aside: fills the cache", "failed", 0, 2), ("Cache aside: lets it expire", "failed", 0, 1),
            ("Outbox, \"exactly\" once", "failed", 0, 3),
        }));
        Assert.That(tests[1].GetProperty("output").GetString(), Does.Contain("went to the database"));
    }

    [Test]
    public void Gradescope_shows_why_staff_set_a_grade()
    {
        using var json = JsonDocument.Parse(StudentGradescope.Write(Book, Book.Rows[1]));

        Assert.That(json.RootElement.GetProperty("output").GetString(), Is.EqualTo("Cache aside: 12.5 of 20 points, late, set by staff: +Illness, see \"mail\"\nOutbox, \"exactly\" once: nothing was handed in."));
    }

    [TestCase("gradebook.json"), TestCase("student.junit.xml"), TestCase("student.gradescope.json")]
    public void Each_document_is_as_it_was_agreed(string file) => ExportGolden.Matches(file, file switch
    {
        "gradebook.json" => GradebookJson.Write(Book),
        "student.junit.xml" => StudentJUnit.Write(Book, Book.Rows[0]),
        _ => StudentGradescope.Write(Book, Book.Rows[0]),
    });

    private static XElement Junit(int row) => XDocument.Parse(StudentJUnit.Write(Book, Book.Rows[row])).Root!;

    private static (int Tests, int Failures, int Errors, int Skipped) Counts(XElement suite) =>
        ((int)suite.Attribute("tests")!, (int)suite.Attribute("failures")!, (int)suite.Attribute("errors")!, (int)suite.Attribute("skipped")!);

    private static List<(string, string)> Properties(XElement suite) =>
        [.. suite.Descendants("property").Select(property => ((string)property.Attribute("name")!, (string)property.Attribute("value")!))];

    private static string[] Names(JsonElement element) => [.. element.EnumerateObject().Select(member => member.Name)];
}
