using System.Diagnostics;
using BackendLabs.Store;
using BackendLabs.Testing;

namespace BackendLabs.Attacks.Tests;

/// <summary>Row 82: one student's thousand attempts, on the real queue and a real grader.</summary>
internal sealed class QueueFlood
{
    private const int Slots = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Test]
    public async Task Row_82_a_thousand_attempts_of_one_student_keep_no_other_waiting()
    {
        var folder = Directory.CreateTempSubdirectory("lab-flood-");
        var lab = new SmallLab { Limits = "{ wall: 1s, memory: 128MB, output: 4KB }" }.PutInto(Path.Combine(folder.FullName, "labs"));
        var address = Path.Combine(folder.FullName, "queue.db");
        await using (var store = await LabStore.OpenAsync(address, TimeProvider.System, CancellationToken.None))
        {
            foreach (var person in new[] { "flood", "ada", "bob" })
                await store.People.EnsureAsync(person, person, CancellationToken.None);
            var endless = Attack.Of("82").Snippet(new Dictionary<string, string>());
            for (var number = 0; number < 1_000; number++)
                await store.Queue.AcceptAsync(new NewAttempt("flood", lab.Id, lab.Digest, endless, number), CancellationToken.None);
            var honest = new List<string>();
            foreach (var person in new[] { "ada", "ada", "bob" })
                honest.Add(((Acceptance.Accepted)await store.Queue.AcceptAsync(new NewAttempt(person, lab.Id, lab.Digest, lab.Solutions[0].Text, 1), CancellationToken.None)).Attempt);

            using var grader = Start(folder.FullName, address);
            try
            {
                foreach (var attempt in honest)
                    Assert.That(await EndOfAsync(store, attempt), Has.Property("Verdict").EqualTo("passed"));
                var served = 1_000 - await store.Queue.CountAsync("flood", CancellationToken.None);
                Assert.That(served, Is.LessThanOrEqualTo(honest.Count + Slots), "Of the thousand, while three others waited.");
            }
            finally
            {
                grader.Kill(entireProcessTree: true);
                await grader.WaitForExitAsync();
            }
        }

        folder.Delete(recursive: true);
    }

    private static Process Start(string home, string address)
    {
        var start = new ProcessStartInfo(
            "dotnet", [Path.Combine(PublishedApp.Folder, "cli", "lab.dll"), "--labs", Path.Combine(home, "labs"), "grader", "--store", address, "--slots", $"{Slots}"])
        {
            UseShellExecute = false,
            WorkingDirectory = home,
        };
        start.Environment["HOME"] = home;
        start.Environment["BACKENDLABS_APP"] = PublishedApp.Folder;
        return Process.Start(start)!;
    }

    private static async Task<AttemptEnd.Judged> EndOfAsync(LabStore store, string attempt)
    {
        using var limit = new CancellationTokenSource(Patience);
        await foreach (var _ in store.Events.FollowAsync(attempt, 0, limit.Token))
        {
        }

        return (AttemptEnd.Judged)(await store.Attempts.FindAsync(attempt, CancellationToken.None))!.End!;
    }
}
