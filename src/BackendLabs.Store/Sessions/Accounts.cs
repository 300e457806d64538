using BackendLabs.Store.Classes;

namespace BackendLabs.Store.Sessions;

/// <summary>Staff of graded sessions, and how they come in.</summary>
public sealed class Accounts
{
    private const string Columns = "id, name, role, stamp, password, locked_at as LockedAt, ended";

    private readonly LabStore _store;

    internal Accounts(LabStore store) => _store = store;

    /// <param name="id">Names the person in every record of what they do; in any case.</param>
    /// <param name="password">Hashed.</param>
    /// <returns>False where the id is taken.</returns>
    public async Task<bool> AddAsync(string id, string name, StaffRole role, string password, CancellationToken cancellationToken) => await _store.WriteAsync(
        "insert into account (id, folded, name, role, password, stamp, made) values (@id, @folded, @name, @role, @password, @stamp, @now) on conflict do nothing",
        new { id, folded = Folded(id), name, role = Word(role), password, stamp = CohortKeys.NewSalt(), now = _store.Now }, cancellationToken) == 1;

    /// <summary>Sets a new password, ends every sign-in by the old one and unlocks.</summary>
    public async Task<bool> ChangePasswordAsync(string id, string password, CancellationToken cancellationToken) => await _store.WriteAsync(
        "update account set password = @password, stamp = @stamp, failed = 0, locked_at = null where folded = @folded",
        new { folded = Folded(id), password, stamp = CohortKeys.NewSalt() }, cancellationToken) == 1;

    /// <summary>Ends an account's access. What it has done stays under its name.</summary>
    public async Task<bool> EndAsync(string id, CancellationToken cancellationToken) => await _store.WriteAsync(
        "update account set ended = @now, stamp = @stamp where folded = @folded and ended is null",
        new { folded = Folded(id), stamp = CohortKeys.NewSalt(), now = _store.Now }, cancellationToken) == 1;

    public async Task<bool> UnlockAsync(string id, CancellationToken cancellationToken) => await _store.WriteAsync(
        "update account set failed = 0, locked_at = null where folded = @folded", new { folded = Folded(id) }, cancellationToken) == 1;

    public async Task<StaffAccount?> FindAsync(string id, CancellationToken cancellationToken) =>
        (await _store.ListAsync<Row>($"select {Columns} from account where folded = @folded", new { folded = Folded(id) }, cancellationToken)).Select(row => row.ToAccount()).FirstOrDefault();

    public async Task<IReadOnlyList<StaffAccount>> AllAsync(CancellationToken cancellationToken) =>
        [.. (await _store.ListAsync<Row>($"select {Columns} from account order by id", new { }, cancellationToken)).Select(row => row.ToAccount())];

    /// <summary>Gives an instructor or assistant a cohort to work with; an administrator has all.</summary>
    /// <returns>False where one of them does not exist.</returns>
    public async Task<bool> AssignAsync(string id, string cohort, CancellationToken cancellationToken) => await _store.WriteAsync(
        async transaction =>
        {
            var values = new { folded = Folded(id), cohort };
            await transaction.ExecuteAsync(
                "insert into cohort_staff (cohort, account) select c.id, a.id from cohort c, account a where c.id = @cohort and a.folded = @folded on conflict do nothing", values);
            return await transaction.FirstAsync<string>("select cohort from cohort_staff join account a on a.id = account where cohort = @cohort and a.folded = @folded", values) is not null;
        },
        cancellationToken);

    public async Task<bool> UnassignAsync(string id, string cohort, CancellationToken cancellationToken) => await _store.WriteAsync(
        "delete from cohort_staff where cohort = @cohort and account in (select id from account where folded = @folded)", new { folded = Folded(id), cohort }, cancellationToken) == 1;

    /// <summary>Whether an account works with a cohort.</summary>
    public async Task<bool> MaySeeAsync(StaffAccount account, string cohort, CancellationToken cancellationToken) =>
        account.Role is StaffRole.Administrator
        || (await _store.ListAsync<string>("select account from cohort_staff where cohort = @cohort and account = @Id", new { cohort, account.Id }, cancellationToken)).Count > 0;

    /// <summary>Comes in by name and password. Each try is counted before the password is looked at, so guesses that come at once gain nothing.</summary>
    /// <param name="verify">Whether the typed password fits a hash; given one of nobody's for an unknown name, so that both take as long.</param>
    public async Task<AccountAnswer> SignInAsync(string id, Func<string?, bool> verify, CancellationToken cancellationToken)
    {
        var folded = Folded(id);
        var now = _store.Now;
        var tried = await _store.WriteAsync<AccountAnswer?>(
            async transaction =>
            {
                if (await transaction.FirstAsync<Tries>("select failed, failed_at as FailedAt, locked_at as LockedAt from account where folded = @folded" + _store.HoldRow, new { folded }) is not { } tries)
                    return null;
                var since = TimeSpan.FromMilliseconds(now - tries.FailedAt);
                if (tries.LockedAt is not null)
                    return new AccountAnswer.Locked();
                var failed = since < JoinLimits.Memory ? tries.Failed : 0;
                if (JoinLimits.WaitAfter(failed) - since is { } rest && rest > TimeSpan.Zero)
                    return new AccountAnswer.Wait(rest);
                var locked = failed + 1 >= JoinLimits.Most ? now : (long?)null;
                await transaction.ExecuteAsync("update account set failed = @failed, failed_at = @now, locked_at = @locked where folded = @folded", new { folded, failed = failed + 1, now, locked });
                return null;
            },
            cancellationToken);
        if (tried is not null)
            return tried;
        var row = (await _store.ListAsync<Row>($"select {Columns} from account where folded = @folded", new { folded }, cancellationToken)).FirstOrDefault();
        if (!verify(row?.Password) || row is null || row.Ended is not null)
            return row?.LockedAt is null ? new AccountAnswer.Wrong() : new AccountAnswer.Locked();
        await UnlockAsync(id, cancellationToken);
        return new AccountAnswer.SignedIn(row.ToAccount() with { IsLocked = false });
    }

    private static string Folded(string id) => id.Trim().ToLowerInvariant();

    private static string Word(StaffRole role) => role.ToString().ToLowerInvariant();

    private sealed record Tries(long Failed, long FailedAt, long? LockedAt);

    private sealed record Row(string Id, string Name, string Role, string Stamp, string Password, long? LockedAt, long? Ended)
    {
        public StaffAccount ToAccount() => new(Id, Name, Enum.Parse<StaffRole>(Role, ignoreCase: true), Stamp, LockedAt is not null, Ended is not null);
    }
}

/// <summary>What an account may do; each may do what the ones below it may.</summary>
public enum StaffRole
{
    /// <summary>Reads attempts and comments on them.</summary>
    Assistant,

    /// <summary>Runs sessions of their cohorts, extends, overrides, regrades, exports.</summary>
    Instructor,

    /// <summary>All cohorts, accounts and erasures.</summary>
    Administrator,
}

/// <param name="Stamp">Changes with the password: a sign-in with an older one has ended.</param>
/// <param name="IsEnded">No longer comes in; what they did stays under their name.</param>
public sealed record StaffAccount(string Id, string Name, StaffRole Role, string Stamp, bool IsLocked, bool IsEnded);

/// <summary>What came of a name and a password.</summary>
public abstract record AccountAnswer
{
    private AccountAnswer() { }

    public sealed record SignedIn(StaffAccount Account) : AccountAnswer;

    /// <summary>No such name, not its password, or an account that has ended: which of these is not said.</summary>
    public sealed record Wrong : AccountAnswer;

    public sealed record Wait(TimeSpan For) : AccountAnswer;

    /// <summary>So many wrong passwords that none is looked at any more, until an administrator unlocks it.</summary>
    public sealed record Locked : AccountAnswer;
}
