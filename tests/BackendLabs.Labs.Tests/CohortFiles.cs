namespace BackendLabs.Labs.Tests;

public sealed class CohortFiles
{
    private string _folder = "";

    private string File => Path.Combine(_folder, "class.yaml");

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("lab-class-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_class_has_staff_and_students()
    {
        var cohort = ((CohortReading.Good)Read(
            """
            format: 1
            id: autumn-2026
            name: Backend, autumn 2026
            staff:
              - { id: grace, name: Grace Hopper }
            students:
              - { id: 0042, name: Ada Lovelace }
              - { id: a.turing@school.org, name: Alan Turing }
            """)).Cohort;

        Assert.That((cohort.Id, cohort.Name), Is.EqualTo(("autumn-2026", "Backend, autumn 2026")));
        Assert.That(cohort.People, Is.EqualTo(new[]
        {
            new CohortPerson("grace", "Grace Hopper", CohortRole.Staff),
            new CohortPerson("0042", "Ada Lovelace", CohortRole.Student),
            new CohortPerson("a.turing@school.org", "Alan Turing", CohortRole.Student),
        }));
    }

    [Test]
    public void Every_mistake_is_named_by_its_line_at_once()
    {
        var problems = ((CohortReading.Bad)Read(
            """
            format: 2
            id: Autumn 2026
            staf:
              - { id: grace, name: Grace Hopper }
            students:
              - { id: ada, name: Ada Lovelace }
              - { id: ADA, name: Ada King }
              - { id: a b, name: Alan Turing }
              - { name: Edsger }
              - bob
              - { id: eve, nam: Eve }
            """)).Problems;

        Assert.That(problems.Select(problem => $"{problem.Line}: {problem.Message}"), Is.EqualTo(new[]
        {
            "1: The field `name` of a class is missing.",
            "1: `format` must be 1, the one form that there is.",
            "2: A class's id is lower-case words joined by dashes, at most 64 characters, not `Autumn 2026`.",
            "3: `staf` is not a field of a class.",
            "7: The id `ADA` is in the class twice; the first is on line 6.",
            "8: A person's id is made of letters, digits and . _ @ -, at most 64 of them, not `a b`.",
            "9: The field `id` of a person is missing.",
            "10: A person must be a map, but `bob` is text.",
            "11: The field `name` of a person is missing.",
            "11: `nam` is not a field of a person.",
        }));
        Assert.That(problems, Has.All.Property("Suggestion").Not.Empty.And.All.Property("File").EqualTo("class.yaml"));
    }

    [TestCase("students: [")]
    [TestCase("")]
    [TestCase("- ada")]
    [TestCase("students: ada")]
    public void What_is_no_class_is_told_so(string text) =>
        Assert.That(((CohortReading.Bad)Read(text)).Problems, Is.Not.Empty);

    [Test]
    public void A_file_that_is_not_there_is_named() =>
        Assert.That(((CohortReading.Bad)Cohort.Read(File)).Problems.Single().Message, Does.Contain(File));

    private CohortReading Read(string text)
    {
        System.IO.File.WriteAllText(File, text);
        return Cohort.Read(File);
    }
}
