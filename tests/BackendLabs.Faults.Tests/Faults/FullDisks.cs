using System.Net;
using BackendLabs.Testing;
using BackendLabs.Testing.Web;

namespace BackendLabs.Faults.Tests.Faults;

/// <summary>A grader whose runs lie on a small disk: that of an ordinary user's session.</summary>
internal sealed class AGraderOnAFullDisk() : FaultFixture("sqlite")
{
    private const int User = 65_534;

    [Test]
    public async Task Says_so_and_takes_nothing_until_there_is_room()
    {
        Needs.Program("setpriv", "util-linux");
        await using var disk = await SmallDisk.MountAsync("runs", $"size=64m,mode=700,uid={User},gid={User}");
        await Machine.RunAsync("chown", "-R", $"{User}:{User}", Site.Home);
        // Without the clone, which another account may not be able to read.
        var grader = StartGrader(
            "setpriv", $"--reuid={User}", $"--regid={User}", "--clear-groups", "env", $"XDG_RUNTIME_DIR={disk.Folder}", "BACKENDLABS_ROOT=");
        await UntilSaidAsync(grader, "Grading for");

        await AssertPausesAsync(grader, "Make room", () => Done(() => disk.Fill(kilobytesLeft: 1024)), () => Done(disk.MakeRoom));
        await grader.InterruptAsync();
    }

    private static Task Done(Action work)
    {
        work();
        return Task.CompletedTask;
    }
}

/// <summary>A node whose store lies on a small disk.</summary>
internal sealed class ANodeOnAFullDisk
{
    private const string Posts = $"api/labs/{Answers.FirstPass}/attempts";

    [Test]
    public async Task Refuses_in_clear_words_before_it_acknowledges_and_accepts_the_same_post_when_there_is_room()
    {
        await using var disk = await SmallDisk.MountAsync("store", "size=16m,mode=700");
        var store = Path.Combine(disk.Folder, "store.db");
        await using var site = await PracticeSite.StartAsync(store, slots: 0);
        using var ada = await Student.ArriveAsync(site.Address);
        var rows = new StoreRows("sqlite", store);
        disk.Fill(kilobytesLeft: 0);

        // What the log of the database has room for is accepted, and kept.
        var accepted = new List<string>();
        HttpResponseMessage refused;
        for (var number = 0; ; number++)
        {
            refused = await PostAsync(ada, number);
            if (refused.StatusCode != HttpStatusCode.Accepted)
                break;
            accepted.Add($"key {number}");
        }

        var said = await refused.Content.ReadAsStringAsync();
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable), said);
        Assert.That(refused.Headers.RetryAfter, Is.Not.Null);
        Assert.That(said, Does.Contain("disk is full").And.Contain("Keep your text"));
        refused.Dispose();
        Assert.That(await rows.CountAsync("attempt"), Is.EqualTo(accepted.Count));
        Assert.That(site.Web.Process.Words, Does.Not.Contain("   at "), "A stack trace in the log.");

        disk.MakeRoom();
        using var again = await PostAsync(ada, accepted.Count);
        Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.Accepted), await again.Content.ReadAsStringAsync());
        Assert.That(await rows.CountAsync("attempt"), Is.EqualTo(accepted.Count + 1));
        Assert.That(await rows.CountAsync("run"), Is.EqualTo(accepted.Count + 1));
    }

    // A text of a good length, so that the disk is full before the cap on waiting attempts is reached.
    private static Task<HttpResponseMessage> PostAsync(Student student, int number) => student.SendAsync(
        HttpMethod.Post, Posts, new { source = Answers.Right(Answers.FirstPass) + new string('\n', 30_000) }, ("Idempotency-Key", $"key {number}"));
}
