using static BackendLabs.Labs.Tests.Mistakes;

namespace BackendLabs.Labs.Tests;

public sealed class MistakesInFiles
{
    private static string In(string path) => $"{LabRoot.Id}/{path}";

    [TestCase("lab.yaml")]
    [TestCase("README.md")]
    [TestCase("after.md")]
    [TestCase("starter.csx")]
    [TestCase("checks.csx")]
    [TestCase("solutions/reference.csx")]
    public void A_missing_file_is_named(string path) =>
        Expect(root => root.Delete(path), $"{In(path)}:The file {path} is missing. | Write ");

    [TestCase("notes.txt", "This file does not belong to a lab. | Remove it.")]
    [TestCase("readme.md", "This file does not belong to a lab. | Remove it.")]
    [TestCase("seed.sql~", "This file does not belong to a lab. | Remove it.")]
    [TestCase(".DS_Store", "This file does not belong to a lab. | Remove it.")]
    [TestCase("README.german.md", "This file does not belong to a lab. | Remove it.")]
    [TestCase("bin/lab.dll", "A lab holds no such folder. | Remove it; the folders are solutions and wrong.")]
    [TestCase("solutions/old/reference.csx", "Only .csx files belong here.")]
    [TestCase("solutions/notes.md", "Only .csx files belong here.")]
    [TestCase("wrong/Never Fills.csx", "An answer's name is lower-case words joined by dashes. | Rename it to never-fills.csx.")]
    public void A_stray_file_is_named(string path, string expected)
    {
        var parts = path.Split('/');
        var named = expected.StartsWith("A lab holds", StringComparison.Ordinal) ? parts[0] : string.Join('/', parts.Take(2));
        Expect(root => root.Write(In(path), "// fails: a\n// b\n"), $"{In(named)}:{expected}");
    }

    [Test]
    public void A_file_under_a_near_name_is_to_be_renamed()
    {
        using var root = LabRoot.WithLab();
        root.Delete("starter.csx");
        root.Write(In("Starter.csx"), "int A() => 1;\n");
        Assert.That(root.ReadProblems().Select(Format), Has.Some.EqualTo($"{In("Starter.csx")}:This file does not belong to a lab. | Rename it to starter.csx, or remove it."));
    }

    [Test]
    public void A_file_that_is_not_UTF8_is_named_with_the_place() =>
        Expect(root => root.Write(In("after.md"), [.. "Grün\nund "u8, 0xFC, (byte)'\n']), $"{In("after.md")}:2:5: The byte 0xFC here is not UTF-8. | Save the file as UTF-8.");

    [Test]
    public void A_binary_file_is_refused() =>
        Expect(root => root.Write(In("after.md"), "ab\0"), $"{In("after.md")}:1:3: There is a NUL character here: this is not a text file.");

    [Test]
    public void A_file_over_256_KB_is_refused() =>
        Expect(root => root.Write(In("after.md"), new string('a', (256 * 1024) + 1)), $"{In("after.md")}:The file has 256 KB; a lab's file may have 256 KB.");

    [TestCase("")]
    [TestCase(" \n")]
    [TestCase("\uFEFF")]
    public void An_empty_file_is_refused(string text) =>
        Expect(root => root.Write(In("after.md"), text), $"{In("after.md")}:The file is empty.");

    [Test]
    public void A_link_is_refused_and_not_followed() =>
        Expect(
            root =>
            {
                root.Delete("after.md");
                File.CreateSymbolicLink(Path.Combine(root.Path, In("after.md")), "/etc/hostname");
            },
            $"{In("after.md")}:This is a link to /etc/hostname; a lab holds no links. | Put a copy of the file in its place.");

    [Test]
    public void A_lab_folder_that_is_a_link_is_refused()
    {
        using var root = LabRoot.WithLab();
        Directory.CreateSymbolicLink(Path.Combine(root.Path, "caching", "linked"), Path.Combine(root.Path, LabRoot.Id));
        Assert.That(((LabReading.Bad)LabReader.Read(root.Path, "caching/linked")).Problems.Single().Message, Does.StartWith("This is a link to "));
    }

    [Test]
    public void A_shared_folder_holds_nothing_but_seed_and_contract() =>
        Expect(root => root.Write("_shared/shop/notes.md", "?"), "_shared/shop/notes.md:A shared folder holds seed.sql, seed.postgres.sql, seed.mysql.sql and contract.csx, nothing else.");

    [Test]
    public void A_seed_without_a_database_is_refused() =>
        ExpectIn("seed.sql", root => root.Edit("lab.yaml", "db: sqlite, ", ""), "There is a seed, but no sqlite service to fill.");

    [TestCase("// never fills\n// A mistake.\n", "1:1: The first line must name the checks that this answer fails. | Write `// fails: check-id`")]
    [TestCase("// fails:\n// A mistake.\n", "1:10: A check's id is missing here.")]
    [TestCase("// fails: a, B\n// A mistake.\n", "1:14: A check's id is lower-case words joined by dashes, not `B`. | Write `b`.")]
    [TestCase("// fails: a, a\n// A mistake.\n", "1:14: The check `a` is named twice.")]
    [TestCase("// fails: a\nvar x = 1;\n", "2:1: The second line must tell the mistake in words.")]
    [TestCase("// fails: a", "2:1: The second line must tell the mistake in words.")]
    public void A_wrong_solution_begins_with_its_checks_and_its_mistake(string text, string expected) =>
        ExpectIn("wrong/never-fills.csx", root => root.Write(In("wrong/never-fills.csx"), text), expected);

    [TestCase("caching")]
    [TestCase("../caching/cache-aside")]
    [TestCase("Caching/cache-aside")]
    [TestCase("a/b/c")]
    [TestCase("/etc")]
    public void An_id_that_is_no_id_is_refused_before_anything_is_read(string id)
    {
        using var root = LabRoot.WithLab();
        Assert.That(((LabReading.Bad)LabReader.Read(root.Path, id)).Problems.Single().Message, Does.StartWith("A lab's folder is track/name"));
    }

    [Test]
    public void A_lab_that_is_not_there_is_no_crash()
    {
        Assert.That(((LabReading.Bad)LabReader.Read("/nowhere", LabRoot.Id)).Problems.Single().Message, Is.EqualTo("There is no such folder."));
    }

    private static void ExpectIn(string path, Action<LabRoot> breakIt, string expected) => Expect(breakIt, $"{In(path)}:{expected}");
}
