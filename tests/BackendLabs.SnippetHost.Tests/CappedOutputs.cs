using BackendLabs.Contract;

namespace BackendLabs.SnippetHost.Tests;

/// <summary>What is printed goes out line by line, and no further than the limit.</summary>
internal sealed class CappedOutputs
{
    private readonly List<HostToJudge.Printed> _sent = [];

    [SetUp]
    public void Clear() => _sent.Clear();

    [Test]
    public void A_line_is_sent_when_it_ends()
    {
        var output = Capped(100);
        output.Write("a ");
        Assert.That(_sent, Is.Empty);

        output.WriteLine("line");

        Assert.That(_sent, Is.EqualTo(new[] { new HostToJudge.Printed("a line\n") }));
    }

    [Test]
    public void Half_a_line_is_sent_when_asked_for()
    {
        var output = Capped(100);
        output.Write("half");

        output.Flush();

        Assert.That(_sent.Single().Text, Is.EqualTo("half"));
    }

    [Test]
    public void The_limit_itself_is_not_over_it()
    {
        var output = Capped(5);
        output.Write("1234\n");

        Assert.That(_sent, Is.EqualTo(new[] { new HostToJudge.Printed("1234\n") }));
    }

    [Test]
    public void What_is_over_the_limit_is_cut_said_once_and_nothing_follows()
    {
        var output = Capped(5);
        output.Write("1234567890");
        output.Write("more\n");
        output.Flush();

        Assert.That(_sent, Is.EqualTo(new[] { new HostToJudge.Printed("12345", IsCut: true) }));
    }

    [Test]
    public void The_limit_counts_bytes_and_halves_no_character()
    {
        var output = Capped(5);
        output.Write("äöü\n");

        Assert.That(_sent, Is.EqualTo(new[] { new HostToJudge.Printed("äö", IsCut: true) }));
    }

    [Test]
    public void A_flood_is_said_once_when_it_is_many_times_the_limit()
    {
        var output = Capped(10);
        for (var i = 0; i < 16; i++)
            output.Write("123456789\n");
        Assert.That(_sent.Exists(printed => printed.IsFlood), Is.False);

        for (var i = 0; i < 16; i++)
            output.Write("123456789\n");

        Assert.That(_sent.Count(printed => printed.IsFlood), Is.EqualTo(1));
        Assert.That(_sent[^1], Is.EqualTo(new HostToJudge.Printed("", IsCut: true, IsFlood: true)));
    }

    [Test]
    public void One_huge_text_is_a_flood()
    {
        Capped(10).Write(new string('x', 1_000));

        Assert.That(_sent, Is.EqualTo(new[] { new HostToJudge.Printed("xxxxxxxxxx", IsCut: true), new HostToJudge.Printed("", IsCut: true, IsFlood: true) }));
    }

    [Test]
    public async Task Writers_at_once_lose_nothing()
    {
        var output = Capped(1_000_000);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 500; i++)
                output.Write("line\n");
        })));

        Assert.That(_sent.Sum(printed => printed.Text.Length), Is.EqualTo(8 * 500 * 5));
        Assert.That(string.Concat(_sent.Select(printed => printed.Text)).Replace("line\n", "", StringComparison.Ordinal), Is.Empty);
    }

    private CappedOutput Capped(int limit) => new(limit, reply => _sent.Add((HostToJudge.Printed)reply));
}
