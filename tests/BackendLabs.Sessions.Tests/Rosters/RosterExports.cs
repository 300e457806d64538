using System.Text;
using BackendLabs.Sessions.Rosters;
using static BackendLabs.Sessions.Tests.Rosters.RosterSample;

namespace BackendLabs.Sessions.Tests.Rosters;

/// <summary>Files as the platforms and schools export them.</summary>
internal sealed class RosterExports
{
    [Test]
    public void A_canvas_gradebook_is_read_without_its_own_lines()
    {
        var students = Students("""
            Student,ID,SIS User ID,SIS Login ID,Section,Essay (4711),Current Score
            ,,,,,Manual Posting,
                Points Possible,,,,,10,(read only)
            "Lovelace, Ada",1001,s0042,ada,Backend A,9,90
            "King, Martin, Jr.",1002,s0043,martin,Backend A,,
            "Student, Test",1003,,f00ba4,Backend A,,
            """);

        Assert.That(students, Is.EqualTo(new[]
        {
            new RosterStudent("s0042", "Ada Lovelace", null, 100, TimeSpan.Zero, 4),
            new RosterStudent("s0043", "King, Martin, Jr.", null, 100, TimeSpan.Zero, 5),
        }));
    }

    [Test]
    public void Canvas_without_numbers_of_the_school_gives_the_login_as_id() =>
        Assert.That(Students("Student,ID,SIS User ID,SIS Login ID,Section\nAda,1001,,ada@example.edu,A\n")[0].Id, Is.EqualTo("ada@example.edu"));

    [Test]
    public void A_moodle_list_of_participants_joins_first_and_last_name() =>
        Assert.That(
            Students("\"First name\",\"Last name\",\"ID number\",\"Email address\",Groups\nAda,Lovelace,0042,ada@example.edu,\"A, B\"\n"),
            Is.EqualTo(new[] { new RosterStudent("0042", "Ada Lovelace", "ada@example.edu", 100, TimeSpan.Zero, 2) }));

    [Test]
    public void A_gradescope_roster_has_sid_and_full_name() =>
        Assert.That(
            Students("Name,Email,SID,Role\nAda Lovelace,ada@example.edu,42,Student\n"),
            Is.EqualTo(new[] { new RosterStudent("42", "Ada Lovelace", "ada@example.edu", 100, TimeSpan.Zero, 2) }));

    [Test]
    public void A_german_list_in_windows_1252_with_semicolons_is_read()
    {
        var bytes = Encoding.Latin1.GetBytes("Matrikelnummer;Name;Vorname;E-Mail-Adresse;Zeitfaktor;Pausen\r\n0042;Müller-Lüdenscheidt;Jörg;jörg@example.de;1,5;20 Min.\r\n");

        Assert.That(Students(RosterFile.Read(bytes)), Is.EqualTo(new[]
        {
            new RosterStudent("0042", "Jörg Müller-Lüdenscheidt", "jörg@example.de", 150, TimeSpan.FromMinutes(20), 2),
        }));
    }

    [TestCase("id"), TestCase("Student ID"), TestCase("student_id"), TestCase("SID"), TestCase("SIS User ID"), TestCase("SIS-Login-ID"),
     TestCase("ID number"), TestCase("Username"), TestCase("LOGIN"), TestCase("Matrikelnummer")]
    public void Each_name_of_the_id_column_is_known(string header) => Assert.That(Students($"{header},name\nada,Ada\n")[0].Id, Is.EqualTo("ada"));

    [TestCase("Name"), TestCase("full_name"), TestCase("Student"), TestCase("STUDENT NAME")]
    public void Each_name_of_the_name_column_is_known(string header) => Assert.That(Students($"id,{header}\nada,Ada\n")[0].Name, Is.EqualTo("Ada"));

    [TestCase("email"), TestCase("E-Mail"), TestCase("Email Address")]
    public void Each_name_of_the_email_column_is_known(string header) => Assert.That(Students($"id,name,{header}\nada,Ada,a@b.org\n")[0].Email, Is.EqualTo("a@b.org"));

    [TestCase("time factor"), TestCase("Extra time"), TestCase("time_percent")]
    public void Each_name_of_the_time_column_is_known(string header) => Assert.That(Students($"id,name,{header}\nada,Ada,200\n")[0].TimePercent, Is.EqualTo(200));

    [TestCase("breaks"), TestCase("Break minutes")]
    public void Each_name_of_the_breaks_column_is_known(string header) => Assert.That(Students($"id,name,{header}\nada,Ada,15\n")[0].Breaks, Is.EqualTo(TimeSpan.FromMinutes(15)));

    [TestCase("last name"), TestCase("Surname")]
    public void First_and_last_name_are_joined_in_any_order_of_columns(string header) =>
        Assert.That(Students($"{header},First name,id\nLovelace,Ada,ada\n")[0].Name, Is.EqualTo("Ada Lovelace"));

    [TestCase("1.5", 150), TestCase("150", 150), TestCase("150 %", 150), TestCase("150%", 150), TestCase("+50%", 150), TestCase("\"1,5\"", 150), TestCase("+ 50 %", 150),
     TestCase("1", 100), TestCase("", 100), TestCase("4", 400), TestCase("400%", 400), TestCase("+0%", 100), TestCase("1.333", 134)]
    public void Time_factors_are_read_as_schools_write_them(string text, int percent) =>
        Assert.That(Students($"id,name,time factor\nada,Ada,{text}\n")[0].TimePercent, Is.EqualTo(percent));

    [TestCase(','), TestCase(';'), TestCase('\t')]
    public void The_separator_follows_from_the_header(char separator) =>
        Assert.That(
            Students($"id{separator}name{separator}email\r\nada{separator}\"Ada; of, \"\"London\"\"\"{separator}\r\n\r\n \r\n{separator}{separator}\r\nbob{separator}Bob{separator}b@x.org\r\n"),
            Is.EqualTo(new[] { new RosterStudent("ada", "Ada; of, \"London\"", null, 100, TimeSpan.Zero, 2), new RosterStudent("bob", "Bob", "b@x.org", 100, TimeSpan.Zero, 6) }));

    [Test]
    public void Commas_in_the_names_are_no_separators_where_the_header_has_semicolons() =>
        Assert.That(Students("id;name\n1;Lovelace, Ada, A\n2;Hopper, Grace, B\n3;Turing, Alan, C\n").Select(student => student.Name), Is.EqualTo(new[] { "Lovelace, Ada, A", "Hopper, Grace, B", "Turing, Alan, C" }));

    [Test]
    public void The_line_by_which_excel_names_the_separator_is_no_header() =>
        Assert.That(Students("sep=;\nid;name\nada;Ada\n"), Is.EqualTo(new[] { new RosterStudent("ada", "Ada", null, 100, TimeSpan.Zero, 3) }));

    [Test]
    public void Every_encoding_gives_the_same_students()
    {
        const string Text = "id,name\nada,Zoë 🎓\n";

        foreach (var encoding in (Encoding[])[new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode])
            Assert.That(Students(RosterFile.Read((byte[])[.. encoding.GetPreamble(), .. encoding.GetBytes(Text)]))[0].Name, Is.EqualTo("Zoë 🎓"), encoding.WebName);
    }

    [Test]
    public void The_characters_that_windows_1252_alone_has_are_read() =>
        Assert.That(Students(RosterFile.Read((byte[])[.. "id,name\n1,O"u8, 0x92, .. "Hara "u8, 0x80, .. "\n"u8]))[0].Name, Is.EqualTo("O’Hara €"));

    [Test]
    public void What_a_spreadsheet_would_compute_is_data() =>
        Assert.That(Students("id,name\n1,=1+1\n2,@SUM(A1)\n").Select(student => student.Name), Is.EqualTo(new[] { "=1+1", "@SUM(A1)" }));

    [Test]
    public void Two_thousand_students_are_allowed() =>
        Assert.That(Students("id,name\n" + string.Concat(Enumerable.Range(0, 2_000).Select(number => $"{number},N\n"))), Has.Count.EqualTo(2_000));
}
