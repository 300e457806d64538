using BackendLabs.Store;
using BackendLabs.Testing.Web;

namespace BackendLabs.Faults.Tests.Load;

/// <summary>Accepts attempts of many people as fast as graders take them, and no faster: the queue stays as long as a class's.</summary>
internal sealed class Feed(LabStore store, Random random)
{
    private const int People = 20;
    private const int MostWaiting = 300;

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(200);

    public async Task AcceptAsync(int count, List<string> accepted)
    {
        var lab = Answers.Lab(Answers.FirstPass);
        string[] mix = [lab.Solutions[0].Text, lab.WrongSolutions[0].Text.Text, lab.WrongSolutions[^1].Text.Text];
        for (var person = 0; person < People; person++)
            await store.People.EnsureAsync($"s{person}", "", CancellationToken.None);
        using var look = new PeriodicTimer(LookAgain);
        for (var number = 0; number < count; number++)
        {
            while (number % MostWaiting == 0 && await store.Queue.LengthAsync(CancellationToken.None) > MostWaiting / 2)
                await look.WaitForNextTickAsync();
            var attempt = new NewAttempt($"s{number % People}", lab.Id, lab.Digest, mix[random.Next(mix.Length)], Seed: number) { Key = $"{number}" };
            accepted.Add(((Acceptance.Accepted)await store.Queue.AcceptAsync(attempt, CancellationToken.None)).Attempt);
        }
    }
}
