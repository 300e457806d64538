using System.Globalization;
using BackendLabs.Store;
using Microsoft.Data.Sqlite;

namespace BackendLabs.Cli.Sharing;

/// <summary>
/// The store that <c>lab up</c> serves, as a command uses it: for a moment, and only where it is a file of this person's
/// that is there. Where it is locked or broken, the command goes on without it, and says so once.
/// </summary>
internal sealed class BrowserStore(CommandContext context)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private bool _isAway;

    /// <summary>How its file looks; null where there is none to share with. It changes with each commit.</summary>
    public string? Look() => Find() is { } file ? string.Join(' ', new[] { file, file + "-wal" }.Select(Look)) : null;

    /// <summary>Asks the store.</summary>
    /// <param name="makes">Whether it is made where it is missing.</param>
    /// <returns>Null where it cannot be asked.</returns>
    public async Task<T?> AskAsync<T>(Func<LabStore, CancellationToken, Task<T>> question, bool makes, CancellationToken cancellationToken)
        where T : class
    {
        if (_isAway || (!makes && Find() is null))
            return null;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            // SQLite waits with the thread that asks, whatever it is told; nobody waits longer for that one than the patience.
            return await Task.Run(() => OpenAndAskAsync(question, limit.Token), CancellationToken.None).WaitAsync(Patience, context.Time, cancellationToken);
        }
        catch (Exception error) when (Reason(error, cancellationToken) is { } reason)
        {
            _isAway = true;
            context.Screen.Note($"! Your work in the browser cannot be reached now ({reason}). What you do here is kept, and shared later.");
            return null;
        }
    }

    private async Task<T> OpenAndAskAsync<T>(Func<LabStore, CancellationToken, Task<T>> question, CancellationToken cancellationToken)
    {
        await using var store = await LabStore.OpenAsync(context.Paths.StoreAddress, context.Time, cancellationToken);
        return await question(store, cancellationToken);
    }

    // One on a server is a class's or a team's, and has no owner.
    private string? Find()
    {
        try
        {
            return LabStore.FileOf(context.Paths.StoreAddress, context.Time) is { } file && File.Exists(file) ? file : null;
        }
        catch (Exception error) when (error is StoreUnusableException or UsageException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string Look(string file)
    {
        var info = new FileInfo(file);
        return info.Exists ? string.Create(CultureInfo.InvariantCulture, $"{info.Length}@{info.LastWriteTimeUtc.Ticks}") : "-";
    }

    private static string? Reason(Exception error, CancellationToken cancellationToken) => error switch
    {
        TimeoutException => "another program holds its store",
        OperationCanceledException when !cancellationToken.IsCancellationRequested => "another program holds its store",
        StoreUnusableException unusable => unusable.Message.TrimEnd('.'),
        SqliteException sqlite => sqlite.Message.TrimEnd('.'),
        IOException or UnauthorizedAccessException => error.Message.TrimEnd('.'),
        _ => null,
    };
}
