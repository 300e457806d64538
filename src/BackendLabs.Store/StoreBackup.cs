using System.Diagnostics;
using BackendLabs.Labs.Files;
using BackendLabs.Store.Databases;
using BackendLabs.Store.Sessions;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace BackendLabs.Store;

/// <summary>Copies a store while it is in use, and brings a copy back on this machine or another one.</summary>
public static class StoreBackup
{
    /// <summary>Writes a copy of one moment: of SQLite by its online backup, of PostgreSQL by <c>pg_dump</c>.</summary>
    /// <param name="file">Made, for this account alone; nothing may be there.</param>
    /// <exception cref="StoreUnusableException">The store cannot be read, or the copy not be written.</exception>
    public static async Task WriteAsync(string address, string file, CancellationToken cancellationToken)
    {
        var database = StoreAddress.Parse(address, TimeProvider.System);
        await using (database)
        {
            PrivateFile.Make(file);
            try
            {
                // Also looks whether the store is whole: a copy of one without its log would be a copy of nothing.
                await using var store = await LabStore.OpenAsync(address, TimeProvider.System, cancellationToken);
                if (database is PostgresStoreDatabase server)
                    await RunAsync("pg_dump", server.Address, ["--format=custom", "--no-owner", $"--file={file}"], cancellationToken);
                else
                    Copy((SqliteConnection)database.Open(), file);
            }
            catch
            {
                File.Delete(file);
                throw;
            }
        }
    }

    /// <summary>Brings a copy into an empty store, and looks whether every session's ledger holds.</summary>
    /// <returns>What of the ledgers does not hold, a sentence each; empty where all do.</returns>
    /// <exception cref="StoreUnusableException">The copy cannot be read, or there is a store already.</exception>
    public static async Task<IReadOnlyList<string>> RestoreAsync(string file, string address, CancellationToken cancellationToken)
    {
        var database = StoreAddress.Parse(address, TimeProvider.System);
        await using (database)
        {
            if (database is PostgresStoreDatabase server)
                await RestoreAsync(file, server, cancellationToken);
            else
                Restore(file, ((SqliteStoreDatabase)database).File ?? throw new StoreUnusableException("A store in memory cannot be restored.", "Name a file."));
        }

        await using var store = await LabStore.OpenAsync(address, TimeProvider.System, cancellationToken);
        var problems = new List<string>();
        foreach (var session in await store.Sessions.ListAsync(cancellationToken))
            problems.AddRange(SessionLedger.Verify(await store.Sessions.LedgerAsync(session, member: null, cancellationToken)).Select(problem => $"{session}: {problem}"));
        return problems;
    }

    private static void Copy(SqliteConnection from, string file)
    {
        using (from)
        {
            using SqliteConnection to = new(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
            to.Open();
            from.BackupDatabase(to);
            // One file, whole by itself: the copy needs no log beside it.
            using var command = to.CreateCommand();
            command.CommandText = "pragma journal_mode = delete";
            command.ExecuteNonQuery();
        }
    }

    private static void Restore(string file, string target)
    {
        if (File.Exists(target))
            throw new StoreUnusableException($"There is a store at {target} already.", "Nothing is written over: move it away, or name another place.");
        if (SqliteFormat.IsNewer(file))
            throw new StoreUnusableException($"A newer SQLite wrote {file}.", "Bring BackendLabs up to date.");
        try
        {
            using SqliteConnection from = new(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            from.Open();
            PrivateFile.Make(target);
            Copy(from, target);
        }
        catch (SqliteException error)
        {
            File.Delete(target);
            throw new StoreUnusableException($"{file} is no backup of a SQLite store: {error.Message}", "A backup is what `lab backup` wrote. One of PostgreSQL is restored into PostgreSQL.", error);
        }
    }

    private static async Task RestoreAsync(string file, PostgresStoreDatabase server, CancellationToken cancellationToken)
    {
        await using (var connection = await server.OpenAsync(cancellationToken))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "select count(*) from information_schema.tables where table_schema = 'public'";
            if ((long)(await command.ExecuteScalarAsync(cancellationToken))! > 0)
                throw new StoreUnusableException("This database has tables already.", "Restore into a new one: createdb NAME");
        }

        await RunAsync("pg_restore", server.Address, ["--no-owner", "--exit-on-error", "--single-transaction", $"--dbname={server.Address.Database}", file], cancellationToken);
    }

    private static async Task RunAsync(string tool, NpgsqlConnectionStringBuilder address, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new(tool, arguments) { RedirectStandardError = true, UseShellExecute = false };
        // The password stays out of the command line, which every account of the machine can read.
        foreach (var (name, value) in new (string, string?)[]
        {
            ("PGHOST", address.Host), ("PGPORT", $"{address.Port}"), ("PGDATABASE", address.Database), ("PGUSER", address.Username), ("PGPASSWORD", address.Password),
        })
        {
            if (!string.IsNullOrEmpty(value))
                start.Environment[name] = value;
        }

        try
        {
            using var process = Process.Start(start)!;
            var error = await process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode != 0)
                throw new StoreUnusableException($"{tool} failed: {error.Trim()}", "Its version must be the server's or newer.");
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new StoreUnusableException($"{tool} is not on this machine.", "On Debian: apt-get install postgresql-client", error);
        }
    }
}
