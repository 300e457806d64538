namespace BackendLabs.Labs.Tests;

public sealed class ReadingAnything
{
    private const string Spice = "{}[]:,-\"'&*!|>#%@`\t\n ?~0aü\u2028\\";

    [Test]
    public void However_a_definition_is_broken_the_reader_answers()
    {
        using var root = LabRoot.WithLab();
        var yaml = LabRoot.Yaml(LabRoot.Id);
        var random = new Random(20);
        var good = 0;
        for (var round = 0; round < 300; round++)
        {
            var broken = Break(yaml, random);
            root.Write($"{LabRoot.Id}/lab.yaml", broken);
            var reading = LabReader.Read(root.Path, LabRoot.Id);
            if (reading is LabReading.Good) good++;
            else Assert.That(((LabReading.Bad)reading).Problems, Is.Not.Empty, broken);
        }
        Assert.That(good, Is.InRange(1, 270), "some edits fall into comments and texts, most do not");
    }

    private static string Break(string text, Random random)
    {
        for (var edits = random.Next(1, 4); edits > 0; edits--)
        {
            var at = random.Next(text.Length - 20);
            text = random.Next(3) switch
            {
                0 => text.Remove(at, random.Next(1, 12)),
                1 => text.Insert(at, Spice[random.Next(Spice.Length)].ToString()),
                _ => text.Insert(random.Next(text.Length), text.Substring(at, random.Next(1, 20))),
            };
        }
        return text;
    }
}
