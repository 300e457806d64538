using BackendLabs.Store;
using Microsoft.Data.Sqlite;

namespace BackendLabs.Cli.Progress;

/// <summary>
/// The way to the progress store that never stands between a student and a verdict: where the store cannot be used,
/// the question gets its empty answer and one warning says what to do. A damaged file is set aside, never deleted.
/// </summary>
/// <param name="folder">Where <c>progress.db</c> is; asked once, when it is first needed.</param>
/// <param name="warn">Takes one line for the person.</param>
internal sealed class ProgressBook(Func<string> folder, TimeProvider time, Action<string> warn) : IDisposable
{
    private const int NotADatabase = 26; // SQLITE_NOTADB
    private const int Corrupt = 11;      // SQLITE_CORRUPT
    private const int Full = 13;         // SQLITE_FULL

    private ProgressStore? _store;
    private bool _unusable;

    public TimeProvider Time => time;

    /// <summary>Asks; <paramref name="otherwise"/> where there is no usable store.</summary>
    public T Ask<T>(Func<ProgressStore, T> question, T otherwise)
    {
        if (_unusable)
            return otherwise;
        try
        {
            return question(_store ??= Open());
        }
        catch (SqliteException) when (SqliteFormat.IsNewer(Place))
        {
            GiveUp(new NewerProgressException());
            return otherwise;
        }
        catch (SqliteException error) when (error.SqliteErrorCode is NotADatabase or Corrupt)
        {
            return SetAside(error) ? Ask(question, otherwise) : otherwise;
        }
        catch (Exception error) when (error is SqliteException or IOException or UnauthorizedAccessException or NewerProgressException)
        {
            GiveUp(error);
            return otherwise;
        }
    }

    /// <summary>Keeps something.</summary>
    /// <returns>Whether it was kept.</returns>
    public bool Tell(Action<ProgressStore> statement) => Ask(
        store =>
        {
            statement(store);
            return true;
        },
        otherwise: false);

    public void Dispose() => _store?.Dispose();

    private string Place => Path.Combine(folder(), "progress.db");

    private ProgressStore Open() => ProgressStore.Open(Place);

    private bool SetAside(SqliteException error)
    {
        _store?.Dispose();
        _store = null;
        var path = Place;
        var aside = $"{path}.damaged-{time.GetUtcNow():yyyyMMdd-HHmmss}";
        try
        {
            File.Move(path, aside);
            foreach (var companion in (ReadOnlySpan<string>)["-wal", "-shm"])
            {
                if (File.Exists(path + companion))
                    File.Move(path + companion, aside + companion);
            }
        }
        catch (Exception moving) when (moving is IOException or UnauthorizedAccessException)
        {
            GiveUp(error);
            return false;
        }

        warn($"Your progress file was damaged, so a new one begins. The old one is kept: {aside}");
        return true;
    }

    private void GiveUp(Exception error)
    {
        _unusable = true;
        _store?.Dispose();
        _store = null;
        var path = Place;
        warn(error switch
        {
            SqliteException { SqliteErrorCode: Full } => $"Your progress could not be kept: the disk is full ({path}). Make room; this verdict stands all the same.",
            NewerProgressException => $"Your progress could not be kept: {path} belongs to a newer BackendLabs. Update this one.",
            _ => $"Your progress could not be kept in {path} ({Reason(error)}). Make it writable, or name another place with XDG_DATA_HOME.",
        });
    }

    private static string Reason(Exception error) => error switch
    {
        SqliteException { SqliteErrorCode: 8 } => "it is read-only",
        SqliteException { SqliteErrorCode: 14 } => "it cannot be opened",
        SqliteException { SqliteErrorCode: 5 } => "another lab command holds it",
        UnauthorizedAccessException => "no permission",
        _ => error.Message.TrimEnd('.'),
    };
}
