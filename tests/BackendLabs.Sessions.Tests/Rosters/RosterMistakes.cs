using System.Text;
using BackendLabs.Sessions.Rosters;
using static BackendLabs.Sessions.Tests.Rosters.RosterSample;

namespace BackendLabs.Sessions.Tests.Rosters;

/// <summary>Every mistake has a line and a remedy, and nothing is imported by half.</summary>
internal sealed class RosterMistakes
{
    [TestCase("id,name\n,Ada\n", 2, "The id is missing")]
    [TestCase("id,name\na b,Ada\n", 2, "`a b` is no id")]
    [TestCase("id,name\nzoë,Zoë\n", 2, "`zoë` is no id")]
    [TestCase("id,name\n\"1,23E+11\",Ada\n", 2, "is no id")]
    [TestCase("id,name\n\n\nada,\n", 4, "The name is missing")]
    [TestCase("id,name\nada\n", 2, "The name is missing")]
    [TestCase("id,name\nada,\"Ada\nLovelace\"\n", 2, "several lines")]
    [TestCase("id,name\nada,A\u0007da\n", 2, "control characters")]
    [TestCase("id,name,email\nada,Ada,ada\n", 2, "`ada` is no email")]
    [TestCase("id,name,email\nada,Ada,Ada <ada@x.org>\n", 2, "is no email")]
    [TestCase("id,name,email\nada,Ada,a@b.org c@d.org\n", 2, "is no email")]
    [TestCase("id,name,time factor\nada,Ada,0.5\n", 2, "`0.5` is no time factor")]
    [TestCase("id,name,time factor\nada,Ada,50%\n", 2, "is no time factor")]
    [TestCase("id,name,time factor\nada,Ada,401\n", 2, "is no time factor")]
    [TestCase("id,name,time factor\nada,Ada,+50\n", 2, "is no time factor")]
    [TestCase("id,name,time factor\nada,Ada,double\n", 2, "is no time factor")]
    [TestCase("id,name,time factor\nada,Ada,79228162514264337593543950335\n", 2, "is no time factor")]
    [TestCase("id,name,breaks\nada,Ada,-5\n", 2, "is no number of minutes")]
    [TestCase("id,name,breaks\nada,Ada,601\n", 2, "is no number of minutes")]
    [TestCase("id,name\nada,Lovelace, Ada\n", 2, "3 cells, and the header has 2")]
    [TestCase("id,name\nada,Ada\nbob,\"Bob\ncid,Cid\n", 3, "never closed")]
    [TestCase("id,name\nada,\"Ada\" L\n", 2, "after a closing quote")]
    [TestCase("id,name\nada,Ada \"A\" L\n", 2, "does not begin with one")]
    [TestCase("id,\"name\nada,Ada\n", 1, "never closed")]
    [TestCase("id,name\n", 1, "no student")]
    [TestCase("id,name,Name\nada,Ada,Ada\n", 1, "`name` twice")]
    [TestCase("id,E-Mail\nada,a@b.org\n", 1, "no column for the name. It has `id`, `E-Mail`")]
    [TestCase("\n\nname,mark\nAda,3\n", 3, "no column for the id. It has `name`, `mark`")]
    [TestCase("id,first name\nada,Ada\n", 1, "no column for the last name")]
    [TestCase("ada,Ada Lovelace\n", 1, "There is no header: the first line has `ada`, `Ada Lovelace`")]
    [TestCase("", 1, "empty")]
    [TestCase(" \r\n\r\n", 1, "empty")]
    [TestCase(",,\n,\n", 1, "no header")]
    [TestCase("id,name\nada,A\0da\n", 2, "not text")]
    public void One_mistake_is_one_problem_with_its_line(string text, int line, string message)
    {
        var problems = Problems(text);

        Assert.That(problems, Has.Count.EqualTo(1), string.Join('\n', problems));
        Assert.That(problems[0].Line, Is.EqualTo(line));
        Assert.That(problems[0].Message, Does.Contain(message));
    }

    [Test]
    public void All_mistakes_are_told_at_once_in_the_order_of_the_lines()
    {
        var problems = Problems("id,name,email,time factor\n,Ada,no,9\nbob,,b@x.org,\ncid,Cid,,\nCID,Cid,,\ndan,\"Dan\" D,,\n");

        Assert.That(problems.Select(problem => problem.Line), Is.EqualTo(new[] { 2, 2, 2, 3, 5, 6 }));
        Assert.That(problems[4].Message, Does.Contain("`CID` is there twice; the first is on line 4"));
    }

    [Test]
    public void An_id_has_at_most_64_characters_and_a_name_120()
    {
        Assert.That(Students($"id,name\n{new string('a', 64)},{new string('n', 120)}\n"), Has.Count.EqualTo(1));
        Assert.That(Problems($"id,name\n{new string('a', 65)},{new string('n', 121)}\n").Select(problem => problem.Line), Is.EqualTo(new[] { 2, 2 }));
    }

    [Test]
    public void The_student_beyond_two_thousand_is_named()
    {
        var problems = Problems("id,name\n" + string.Concat(Enumerable.Range(0, 5_000).Select(number => $"{number},N\n")));

        Assert.That(problems, Has.Count.EqualTo(1));
        Assert.That((problems[0].Line, problems[0].Message), Is.EqualTo((2_002, "The file lists more than 2,000 students.")));
    }

    [Test]
    public void A_number_that_excel_has_shortened_is_explained() =>
        Assert.That(Problems("id;name\n1,23457E+11;Ada\n")[0].Remedy, Does.Contain("format the column as text"));

    [Test]
    public void A_missing_column_is_answered_with_the_wanted_ones() =>
        Assert.That(Problems("name\nAda\n")[0].Remedy, Does.Contain("Matrikelnummer").And.Contain("first name and last name"));

    [Test]
    public void A_workbook_is_no_csv()
    {
        Assert.That(Problems(RosterFile.Read("PK\u0003\u0004rest"u8.ToArray()))[0].Message, Does.Contain("spreadsheet"));
        Assert.That(Problems(RosterFile.Read(Encoding.Unicode.GetBytes("id,name\nada,Ada\n")))[0].Remedy, Does.Contain("CSV UTF-8"));
        Assert.That(Problems(RosterFile.Read((byte[])[0xff, 0xfe, 0x00, 0xd8, 0x41]))[0].Message, Does.Contain("not text"));
    }

    [Test]
    public void A_file_that_is_too_large_is_refused_before_it_is_read() =>
        Assert.That(Problems(RosterFile.Read(new byte[RosterFile.LargestBytes + 1]))[0].Message, Does.Contain("8 MB"));

    [Test]
    public void A_message_shows_no_control_characters_and_no_long_cells() =>
        Assert.That(Problems($"id,name\n\u001b[31m{new string('x', 500)},Ada\n")[0].Message, Does.Not.Contain('\u001b').And.Length.LessThan(200));

    [Test]
    public void Any_bytes_give_an_answer()
    {
        var random = new Random(7);
        var parts = (string[])["id", "name", "ada", "\"", ",", ";", "\t", "\r\n", "\n", "=", "%", "🎓", "\u0001", " ", "Points Possible", "Student"];
        for (var round = 0; round < 3_000; round++)
        {
            var text = "id,name,email,extra time\n" + string.Concat(Enumerable.Range(0, 30).Select(_ => parts[random.Next(parts.Length)]));
            Assert.That(() => Read(text), Throws.Nothing, text);
            var bytes = Encoding.UTF8.GetBytes(text);
            random.NextBytes(bytes.AsSpan(random.Next(bytes.Length)));
            Assert.That(() => RosterFile.Read(bytes), Throws.Nothing);
        }
    }
}
