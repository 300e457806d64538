using System.Xml.Linq;
using BackendLabs.Sessions.Grading;
using BackendLabs.Sessions.Plots;
using BackendLabs.Sessions.Tests.Exports;

namespace BackendLabs.Sessions.Tests.Plots;

internal sealed class GradebookPlots
{
    [Test]
    public void Few_points_have_a_bar_each()
    {
        var svg = Distribution(5m, 0, 3, 3, 5);

        Assert.That(Texts(svg, "chart-label"), Is.EqualTo(new[] { "0", "1", "2", "3", "4", "5", "Points", "Students" }));
        Assert.That(Texts(svg, "chart-value"), Is.EqualTo(new[] { "1", "2", "1" }));
        Assert.That(Element(svg, "desc"), Is.EqualTo("4 of 4 students have a grade. 0 points: 1. 3 points: 2. 5 points: 1."));
    }

    [Test]
    public void Many_points_have_ten_bars_and_a_full_grade_is_in_the_last()
    {
        var svg = Distribution(20m, 0, 1.99m, 2, 18, 20);

        Assert.That(Texts(svg, "chart-label").Take(11), Is.EqualTo(new[] { "0", "2", "4", "6", "8", "10", "12", "14", "16", "18", "20" }));
        Assert.That(Element(svg, "desc"), Is.EqualTo("5 of 5 students have a grade. 0 to 2 points: 2. 2 to 4 points: 1. 18 to 20 points: 2."));
    }

    [Test]
    public void Points_outside_of_the_weight_are_shown_too()
    {
        Assert.That(Element(Distribution(5m, -1, 6), "desc"), Does.EndWith("0 points: 1. 6 points: 1."));
        Assert.That(Element(Distribution(5m, -0.5m, 7.5m), "desc"), Does.EndWith("0 to 0.75 points: 1. 6.75 to 7.5 points: 1."));
    }

    [Test]
    public void The_highest_bar_is_the_most_frequent_grade()
    {
        var heights = Distribution(2m, 0, 1, 1, 1).Descendants().Where(element => (string?)element.Attribute("class") == "chart-bar").Select(bar => (double)bar.Attribute("height")!).ToList();

        Assert.That(heights, Has.Count.EqualTo(2));
        Assert.That(heights[1], Is.EqualTo(3 * heights[0]).Within(0.1));
    }

    [Test]
    public void A_lab_that_nobody_handed_in_says_so()
    {
        var book = SampleBook.Whole() with { Rows = [SampleBook.Row("ada", "Ada", null)] };

        Assert.That(Texts(Parse(DistributionPlot.Draw(book, SampleBook.CacheAside)), "chart-value"), Is.EqualTo(new[] { "No grades yet" }));
        Assert.That(Texts(Parse(CheckPlot.Draw(book, SampleBook.CacheAside)), "chart-value"), Is.EqualTo(new[] { "No attempts yet" }));
    }

    [Test]
    public void Each_check_has_the_share_of_attempts_that_pass_it()
    {
        var svg = Parse(CheckPlot.Draw(SampleBook.Whole(), SampleBook.CacheAside));

        Assert.That(Texts(svg, "chart-label"), Is.EqualTo(new[] { "reads from the cache", "fills the cache", "lets it expire" }));
        Assert.That(Texts(svg, "chart-value"), Is.EqualTo(new[] { "50 % (1 of 2)", "0 % (0 of 2)", "0 % (0 of 2)" }));
        Assert.That(Element(svg, "desc"), Does.StartWith("2 attempts counted. reads from the cache: 50 % (1 of 2)."));
    }

    [Test]
    public void A_plot_has_a_name_a_description_and_nothing_that_a_content_policy_forbids()
    {
        var lab = SampleBook.CacheAside with { Title = SampleBook.Hostile + "<script>alert(1)</script>" };
        var grade = new LabGrade("a", "failed", 0, 1, 0m, null, 1, Late: false, Override: null, [new CheckGrade("c", lab.Title + new string('x', 300), "passed", 1, 1, "")]);
        var book = new Gradebook("exam-1", "Exam 1", "autumn-2026", [lab], [SampleBook.Row("ada", "Ada", null, grade)]);

        foreach (var text in (string[])[DistributionPlot.Draw(book, lab), CheckPlot.Draw(book, lab)])
        {
            var svg = Parse(text);
            var ids = svg.DescendantsAndSelf().Select(element => (string?)element.Attribute("id")).OfType<string>().ToList();
            Assert.That((string)svg.Attribute("role")!, Is.EqualTo("img"));
            Assert.That(((string)svg.Attribute("aria-labelledby")!).Split(' '), Is.EqualTo(ids));
            Assert.That(Element(svg, "title"), Does.Contain("<script>alert(1)</script>").And.Contain("\ufffd"));
            Assert.That(svg.DescendantsAndSelf().Select(element => element.Name.LocalName), Has.None.EqualTo("script").And.None.EqualTo("style"));
            Assert.That(svg.DescendantsAndSelf().SelectMany(element => element.Attributes()).Select(attribute => attribute.Name.LocalName), Has.None.EqualTo("style").And.None.StartsWith("on"));
        }
    }

    private static XElement Distribution(decimal weight, params decimal[] points)
    {
        var book = SampleBook.OfPoints(weight, points);
        return Parse(DistributionPlot.Draw(book, book.Labs[0]));
    }

    private static XElement Parse(string svg) => XDocument.Parse(svg).Root!;

    private static string[] Texts(XElement svg, string kind) =>
        [.. svg.Descendants().Where(element => element.Name.LocalName == "text" && (string?)element.Attribute("class") == kind).Select(element => element.Value)];

    private static string Element(XElement svg, string name) => svg.Elements().First(element => element.Name.LocalName == name).Value;
}
