using BackendLabs.Contract;

namespace BackendLabs.Judge.Services.Sqlite;

/// <content>What a check does to the database while the snippet runs. A fault that never landed fails its check.</content>
public sealed partial class JudgeDatabase
{
    private const string NoCall = "no call of your code was under way while it lasted";

    private const UnixFileMode Writers = UnixFileMode.UserWrite | UnixFileMode.GroupWrite;

    /// <summary>Somebody else holds the database's one write lock: a snippet's write waits two seconds and then fails as busy. Reading goes on.</summary>
    public Fault Lock()
    {
        var other = WorldDatabase.Open(_path);
        try
        {
            RunOn(other, "begin exclusive");
        }
        catch
        {
            other.Dispose();
            throw;
        }

        return Begin("the database locked by another writer", () =>
        {
            RunOn(other, "rollback");
            other.Dispose();
            return Task.CompletedTask;
        });
    }

    /// <summary>No room is left on the disk: calls that begin from now on can change no more than fits into the pages that there are.</summary>
    public async Task<Fault> FillDiskAsync()
    {
        await SetFullAsync(isFull: true);
        return Begin("the disk full", () => SetFullAsync(isFull: false));
    }

    /// <summary>The file is read-only for calls that begin from now on; the judge's own connection goes on writing.</summary>
    public Fault MakeReadOnly()
    {
        _ = Connection;
        var mode = File.GetUnixFileMode(_path);
        File.SetUnixFileMode(_path, mode & ~Writers);
        return Begin("the database read-only", () =>
        {
            File.SetUnixFileMode(_path, mode);
            return Task.CompletedTask;
        });
    }

    private Fault Begin(string name, Func<Task> lift) =>
        _ledger.Add(new Fault(SqliteHome.Name, name, NoCall, _timeline, lift) { LandsWithCalls = true });

    private async Task SetFullAsync(bool isFull)
    {
        _state.DatabaseIsFull = isFull;
        await _tell(id => new JudgeToHost.FillDatabase(id, isFull));
    }

    private static void RunOn(Microsoft.Data.Sqlite.SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
