using System.Data.Common;
using System.Security.Cryptography;
using System.Text;

namespace BackendLabs.Store.Classes;

/// <summary>Lets in by name and code within one transaction, and slows and locks a name whose code is being guessed.</summary>
/// <param name="hold">Appended to a query for rows that nobody else may change meanwhile.</param>
internal sealed class CohortDoor(DbTransaction transaction, CohortKeys keys, long now, string hold)
{
    /// <param name="typed">The name as it was typed.</param>
    /// <param name="member">Whose it is; null where it is nobody's.</param>
    public async Task<JoinAnswer> TryAsync(string cohort, string typed, CohortMember? member, string code)
    {
        var who = member is null ? StrangerOf(typed) : Labs.CohortPerson.Folded(member.Id);
        await transaction.ExecuteAsync("insert into join_try (cohort, who) values (@cohort, @who) on conflict do nothing", new { cohort, who });
        // Held until the end, so that guesses that come at once are counted one after the other.
        var tries = (await transaction.FirstAsync<Tries>("select failed, failed_at as FailedAt, locked_at as LockedAt from join_try where cohort = @cohort and who = @who" + hold, new { cohort, who }))!;
        var since = TimeSpan.FromMilliseconds(now - tries.FailedAt);
        // Nobody would ever unlock a name that nobody has.
        if (tries.LockedAt is not null && (member is not null || since < JoinLimits.Memory))
            return new JoinAnswer.Locked();
        var failed = since < JoinLimits.Memory ? tries.Failed : 0;
        if (JoinLimits.WaitAfter(failed) - since is { } rest && rest > TimeSpan.Zero)
            return new JoinAnswer.Wait(rest);
        if (member is not null && CohortKeys.Same(keys.CodeOf(cohort, who, member.Pass), code))
            return await LetInAsync(cohort, who, member);
        return await CountAsync(cohort, who, failed + 1);
    }

    private async Task<JoinAnswer> LetInAsync(string cohort, string who, CohortMember member)
    {
        await transaction.ExecuteAsync("delete from join_try where cohort = @cohort and who = @who", new { cohort, who });
        await transaction.ExecuteAsync("update member set joined = coalesce(joined, @now) where person = @Person", new { now, member.Person });
        return new JoinAnswer.Joined(member);
    }

    private async Task<JoinAnswer> CountAsync(string cohort, string who, long failed)
    {
        var locked = failed >= JoinLimits.Most ? now : (long?)null;
        await transaction.ExecuteAsync(
            "update join_try set failed = @failed, failed_at = @now, locked_at = @locked where cohort = @cohort and who = @who", new { cohort, who, failed, now, locked });
        return locked is null ? new JoinAnswer.Wrong() : new JoinAnswer.Locked();
    }

    // No id holds a question mark.
    private static string StrangerOf(string typed) =>
        $"?{BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes(typed.ToLowerInvariant()))) % JoinLimits.Strangers}";

    private sealed record Tries(long Failed, long FailedAt, long? LockedAt);
}
