using System.Text;
using BackendLabs.Judge.Services.Redis;

namespace BackendLabs.Judge.Tests.Redis;

/// <summary>What the gate makes of moments while a snippet's clock is a minute and a half ahead of the server's.</summary>
internal sealed class RedisMomentsTests
{
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(90.5);

    [TestCase("EXPIREAT k 1000", "PEXPIREAT k 909500")]
    [TestCase("expireat k 1000 NX", "PEXPIREAT k 909500 NX")]
    [TestCase("PEXPIREAT k 100000", "PEXPIREAT k 9500")]
    [TestCase("SET k v EXAT 1000", "SET k v PXAT 909500")]
    [TestCase("SET k v NX GET pxat 100000", "SET k v NX GET PXAT 9500")]
    [TestCase("GETEX k EXAT 1000", "GETEX k PXAT 909500")]
    [TestCase("GETEX k PXAT 100000", "GETEX k PXAT 9500")]
    public void A_moment_is_told_in_the_servers_time(string sent, string told) => Assert.That(Tell(sent), Is.EqualTo(told));

    [TestCase("EXPIRE k 1000")]
    [TestCase("SET k v EX 1000")]
    [TestCase("SET EXAT 1000")]
    [TestCase("SET k EXAT 1000")]
    [TestCase("GETEX EXAT 1000")]
    [TestCase("EXPIREAT k soon")]
    [TestCase("EXPIREAT k 9223372036854775807")]
    [TestCase("EXPIREAT k -9223372036854775808")]
    [TestCase("EXPIREAT k")]
    [TestCase("SET k v EXAT")]
    [TestCase("HSET k EXAT 1000")]
    [TestCase("EXPIRETIME k")]
    public void Whatever_names_no_moment_stays_as_it_is(string sent) => Assert.That(Tell(sent), Is.EqualTo(sent));

    [Test]
    public void A_clock_that_was_not_moved_changes_nothing()
    {
        var command = Command("EXPIREAT k 1000");
        Assert.That(RedisMoments.ToServer(command, TimeSpan.Zero), Is.SameAs(command));
    }

    [TestCase("EXPIRETIME", 1000, ":1090\r\n")]
    [TestCase("PEXPIRETIME", 1000, ":91500\r\n")]
    [TestCase("PEXPIRETIME", -1, ":-1\r\n", Description = "no end")]
    [TestCase("EXPIRETIME", -2, ":-2\r\n", Description = "no key")]
    public void A_moment_is_read_in_the_snippets_time(string command, long said, string read) =>
        Assert.That(Encoding.UTF8.GetString(RedisMoments.FromServer(command, new ReplyHead(':', said, $"{said}"), Ahead)), Is.EqualTo(read));

    [Test]
    public void An_error_and_a_place_in_a_transaction_stay_as_they_are()
    {
        Assert.That(Encoding.UTF8.GetString(RedisMoments.FromServer("EXPIRETIME", new ReplyHead('-', 0, "ERR no"), Ahead)), Is.EqualTo("-ERR no\r\n"));
        Assert.That(Encoding.UTF8.GetString(RedisMoments.FromServer("EXPIRETIME", new ReplyHead('+', 0, "QUEUED"), Ahead)), Is.EqualTo("+QUEUED\r\n"));
    }

    private static string Tell(string sent) =>
        string.Join(' ', RedisMoments.ToServer(Command(sent), Ahead).Parts.Select(Encoding.UTF8.GetString));

    private static RedisCommand Command(string words) => new([.. words.Split(' ').Select(Encoding.UTF8.GetBytes)]);
}
