using System.Security.Cryptography;

namespace BackendLabs.Store.Sessions;

/// <summary>Runs of references through the real queue, under a person that is no student's: they count for nobody.</summary>
public sealed class Rehearsals
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    private readonly LabStore _store;

    internal Rehearsals(LabStore store) => _store = store;

    /// <returns>The ids of the runs.</returns>
    public Task<IReadOnlyList<string>> QueueAsync(string session, PinnedSessionLab lab, string text, int count, CancellationToken cancellationToken) => _store.WriteAsync<IReadOnlyList<string>>(
        async transaction =>
        {
            var person = PersonOf(session);
            var now = _store.Now;
            await transaction.ExecuteAsync("insert into person (id, name, created) values (@person, 'Rehearsal', @now) on conflict do nothing", new { person, now });
            var runs = new List<string>();
            for (var number = 0; number < count; number++)
            {
                var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
                await Sittings.QueueAsync(transaction, new QueuedAttempt(id, person, session, lab, text, now));
                runs.Add(id);
            }

            return runs;
        },
        cancellationToken);

    /// <summary>Completes when all of them have ended.</summary>
    public async Task<IReadOnlyList<string>> VerdictsAsync(IReadOnlyList<string> runs, CancellationToken cancellationToken)
    {
        while (true)
        {
            var changed = _store.Changed();
            var ended = await _store.ListAsync<string>("select coalesce(verdict, 'cancelled') from attempt where id in @runs and ended is not null", new { runs }, cancellationToken);
            if (ended.Count == runs.Count)
                return ended;
            await changed(LookAgain, cancellationToken);
        }
    }

    /// <summary>Removes what a rehearsal left, and what of it still waits.</summary>
    public Task ClearAsync(string session, CancellationToken cancellationToken) => _store.People.EraseAsync(PersonOf(session), cancellationToken);

    private static string PersonOf(string session) => $"{session}//rehearsal";
}
