using Microsoft.Data.Sqlite;

namespace BackendLabs.Cli.Progress;

/// <summary>The database's shape, step after step; <c>user_version</c> says how many steps it has taken.</summary>
internal static class ProgressSchema
{
    private static readonly string[] Steps =
    [
        """
        create table attempt (
            id integer primary key, lab text not null, version integer not null, verdict text not null,
            score integer not null, max integer not null, seed integer not null, snippet text not null,
            not_passed text not null, at text not null);
        create index attempt_lab on attempt (lab, id);
        create table hint (lab text not null, number integer not null, primary key (lab, number)) without rowid;
        create table started (lab text primary key, folder text not null, at text not null);
        create table setting (name text primary key, value text not null);
        """,
        // Attempts are shared with the browser's store, by mark; drafts are exchanged with it.
        """
        alter table attempt add column mark text;
        alter table attempt add column unshared text;
        alter table attempt add column shared integer not null default 0;
        update attempt set mark = lower(hex(randomblob(16)));
        create unique index attempt_mark on attempt (mark);
        create table draft (lab text primary key, revision integer not null, digest text not null);
        """,
    ];

    /// <exception cref="SqliteException">The file is no database, or cannot be written.</exception>
    /// <exception cref="NewerProgressException">A later version of this command wrote it.</exception>
    public static void Bring(SqliteConnection connection)
    {
        if (Version(connection) == Steps.Length)
            return;
        using var transaction = connection.BeginTransaction(deferred: false);
        var taken = Version(connection); // another process may have been first
        if (taken > Steps.Length)
            throw new NewerProgressException();
        for (; taken < Steps.Length; taken++)
            Execute(connection, transaction, Steps[taken]);
        Execute(connection, transaction, $"pragma user_version = {Steps.Length}");
        transaction.Commit();
    }

    private static int Version(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "pragma user_version";
        return Convert.ToInt32(command.ExecuteScalar());
    }

    private static void Execute(SqliteConnection connection, SqliteTransaction transaction, string sql)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

internal sealed class NewerProgressException() : Exception("A newer version of BackendLabs wrote it.");
