using BackendLabs.Contract;
using BackendLabs.Judge.Worlds;
using Microsoft.Data.Sqlite;

namespace BackendLabs.Judge.Services.Sqlite;

/// <content>
/// Statements that wait. SQLite runs in the student's process, so its host does the waiting where the check asks for it;
/// what the check then sees in the file, or after the process was killed, is seen from outside.
/// </content>
public sealed partial class JudgeDatabase
{
    private const int Busy = 5;

    private readonly Dictionary<int, Hold> _holds = [];

    /// <summary>Keeps a statement waiting before it does anything, counted from now on in one process: also <c>begin</c>, <c>commit</c> and what reads.</summary>
    /// <param name="nth">From 1.</param>
    /// <param name="by">The client whose statement it is, from 1.</param>
    public Task<Hold> HoldBeforeStatementAsync(int nth = 1, int by = 1) => HoldAsync(nth, writesOnly: false, by);

    /// <summary>The same, where only statements count that change rows or tables.</summary>
    /// <inheritdoc cref="HoldBeforeStatementAsync"/>
    public Task<Hold> HoldBeforeWriteAsync(int nth = 1, int by = 1) => HoldAsync(nth, writesOnly: true, by);

    /// <summary>As <see cref="Lock"/>; null where the snippet itself holds the lock, in a transaction of its own.</summary>
    public Fault? TryLock()
    {
        try
        {
            return Lock();
        }
        catch (SqliteException error) when (error.SqliteErrorCode == Busy)
        {
            return null;
        }
    }

    /// <summary>A process says that a statement waits.</summary>
    internal void Held(int number, int client)
    {
        Hold? hold;
        lock (_holds)
            hold = _holds.GetValueOrDefault(number);
        if (hold?.Client == client)
            hold.Reach($"of client {client}");
    }

    private async Task<Hold> HoldAsync(int nth, bool writesOnly, int by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nth, 1);
        var hold = new Hold($"its {Ordinal(nth)} {(writesOnly ? "write to the database" : "statement of SQL")}", by, _timeline);
        int number;
        lock (_holds)
            _holds.Add(number = _holds.Count + 1, hold);
        _ledger.Add(hold);
        await _tellOne(by, id => new JudgeToHost.HoldStatement(id, number, nth, writesOnly));
        _ = LetGoAsync(hold, number, by);
        return hold;
    }

    private async Task LetGoAsync(Hold hold, int number, int by)
    {
        await hold.Released;
        try
        {
            await _tellOne(by, id => new JudgeToHost.ReleaseStatement(id, number));
        }
        catch (HostGoneException)
        {
            // What waited there has gone with its process.
        }
    }

    private static string Ordinal(int number) => (number % 100, number % 10) switch
    {
        (not 11, 1) => $"{number}st",
        (not 12, 2) => $"{number}nd",
        (not 13, 3) => $"{number}rd",
        _ => $"{number}th",
    };
}
