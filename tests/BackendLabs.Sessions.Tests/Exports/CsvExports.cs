using BackendLabs.Sessions.Exports;
using BackendLabs.Sessions.Grading;

namespace BackendLabs.Sessions.Tests.Exports;

internal sealed class CsvExports
{
    private static readonly Gradebook Book = SampleBook.Whole();

    [Test]
    public void The_generic_export_has_a_line_for_each_student_and_lab()
    {
        var records = StrictCsv.Read(GenericCsv.Write(Book));

        Assert.That(records, Has.Count.EqualTo(1 + 4 * 2));
        Assert.That(string.Join(',', records[0]), Is.EqualTo("id,name,email,lab,points,weight,score,max,verdict,attempts,late,override,reason,accepted"));
        Assert.That(records[1], Is.EqualTo(new[] { "ada", "Ada Lovelace", "ada@example.edu", "caching/cache-aside", "8.33", "20", "2", "5", "failed", "3", "no", "", "", "2026-10-05T09:30:15Z" }));
        Assert.That(records[2], Is.EqualTo(new[] { "ada", "Ada Lovelace", "ada@example.edu", "messaging/outbox", "", "7.5", "", "3", "", "0", "", "", "", "" }));
        Assert.That(records[3], Is.EqualTo(new[] { "bob", "'=1+1", "", "caching/cache-aside", "12.5", "20", "0", "5", "compile_error", "1", "yes", "12.5", "'+Illness, see \"mail\"", "2026-10-05T09:30:15Z" }));
        Assert.That(records[5][1], Is.EqualTo(SampleBook.Hostile));
    }

    [Test]
    public void The_canvas_export_has_the_points_possible_and_no_number_of_canvas()
    {
        var records = StrictCsv.Read(CanvasCsv.Write(Book));

        Assert.That(records[0], Is.EqualTo(new[] { "Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Cache aside", "Outbox, \"exactly\" once" }));
        Assert.That(records[1], Is.EqualTo(new[] { "    Points Possible", "", "", "", "", "20", "7.5" }));
        Assert.That(records[2], Is.EqualTo(new[] { "Ada Lovelace", "", "ada", "ada", "", "8.33", "" }));
        Assert.That(records.Skip(2).Select(record => record[0]), Is.EqualTo(new[] { "Ada Lovelace", "'=1+1", SampleBook.Hostile, "Dan" }));
    }

    [Test]
    public void The_moodle_export_has_the_total_last()
    {
        var records = StrictCsv.Read(MoodleCsv.Write(Book));

        Assert.That(records[0], Is.EqualTo(new[] { "ID number", "Email address", "Cache aside", "Outbox, \"exactly\" once", "Total" }));
        Assert.That(records[1], Is.EqualTo(new[] { "ada", "ada@example.edu", "8.33", "", "8.33" }));
        Assert.That(records[3], Is.EqualTo(new[] { "zoe", "zoe@example.edu", "", "", "0" }));
    }

    [Test]
    public void A_negative_number_stays_a_number() => Assert.That(StrictCsv.Read(MoodleCsv.Write(Book))[4], Is.EqualTo(new[] { "dan", "", "-1", "", "-1" }));

    [TestCase("=1+1"), TestCase("+1"), TestCase("-1"), TestCase("@SUM(A1)"), TestCase("\t=1")]
    public void No_cell_of_text_is_a_formula(string name)
    {
        var book = Book with { Rows = [SampleBook.Row(name, name, name)], Title = name, Labs = [SampleBook.Outbox with { Title = name }] };

        foreach (var text in (string[])[GenericCsv.Write(book), CanvasCsv.Write(book), MoodleCsv.Write(book)])
        {
            var cells = StrictCsv.Read(text).SelectMany(record => record).Where(cell => cell.Contains(name, StringComparison.Ordinal)).ToList();
            Assert.That(cells, Has.Count.GreaterThan(1).And.All.EqualTo("'" + name), text);
        }
    }

    [Test]
    public void A_title_that_is_taken_or_looks_like_an_assignment_of_canvas_gets_the_id_of_its_lab()
    {
        GradebookLab[] labs = [Lab("a/one", "Same"), Lab("a/two", "same"), Lab("a/three", "Cache (2)"), Lab("a/four", "Cache (two)"), Lab("a/five", "Section"), Lab("a/six", "Final Score")];
        var header = StrictCsv.Read(CanvasCsv.Write(Book with { Labs = labs }))[0];

        Assert.That(header[5..], Is.EqualTo(new[] { "Same [a/one]", "same [a/two]", "Cache (2) [a/three]", "Cache (two)", "Section [a/five]", "Final Score [a/six]" }));
        Assert.That(StrictCsv.Read(MoodleCsv.Write(Book with { Labs = [Lab("a/one", "Total")] }))[0][2..], Is.EqualTo(new[] { "Total [a/one]", "Total" }));
    }

    [Test]
    public void A_gradebook_without_students_is_a_header()
    {
        var empty = Book with { Rows = [] };

        Assert.That((StrictCsv.Read(GenericCsv.Write(empty)).Count, StrictCsv.Read(CanvasCsv.Write(empty)).Count, StrictCsv.Read(MoodleCsv.Write(empty)).Count), Is.EqualTo((1, 2, 1)));
    }

    [TestCase("generic.csv"), TestCase("canvas.csv"), TestCase("moodle.csv")]
    public void Each_export_is_as_it_was_agreed(string file) => ExportGolden.Matches(file, file switch
    {
        "generic.csv" => GenericCsv.Write(Book),
        "canvas.csv" => CanvasCsv.Write(Book),
        _ => MoodleCsv.Write(Book),
    });

    private static GradebookLab Lab(string id, string title) => new(id, title, 1m, 1);
}
