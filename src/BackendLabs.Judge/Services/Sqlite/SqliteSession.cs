using BackendLabs.Contract;
using BackendLabs.Judge.Timeline;
using Microsoft.Data.Sqlite;

namespace BackendLabs.Judge.Services.Sqlite;

/// <summary>The world's database in one session.</summary>
internal sealed class SqliteSession : ServiceSession
{
    /// <summary>Sqlite's result code where another connection holds the lock (https://sqlite.org/rescode.html#busy).</summary>
    private const int Busy = 5;

    private readonly SessionContext _context;
    private readonly DatabaseTemplate _template;
    private JudgeDatabase? _database;

    public SqliteSession(SessionContext context, DatabaseTemplate template)
    {
        (_context, _template) = (context, template);
        if (context.HasOwnCopies(SqliteHome.Name))
            Copies = new SqliteCopies(RealPath, Path.GetDirectoryName(SharedPath)!);
    }

    // Where the snippet's processes have a copy, it lies where the database usually does.
    private string SharedPath => SqliteHome.PathOf(_context.World);

    private string RealPath => IsCopied ? Path.Combine(_context.World.Opened.Folder, "own", "real.db") : SharedPath;

    private bool IsCopied => _context.IsCopied(SqliteHome.Name);

    public override Task OpenAsync(CancellationToken cancellationToken)
    {
        if (Copies is not null)
            _template.CopyTo(RealPath);
        return Task.CompletedTask;
    }

    public override Task<object> MakeToolAsync(bool ofCopy, CancellationToken cancellationToken)
    {
        _database?.Dispose();
        _database = new JudgeDatabase(
            ofCopy ? SharedPath : RealPath, _context.Timeline, _context.Time, _context.State, _context.Ledger, _context.TellAsync, _context.TellOneAsync);
        return Task.FromResult<object>(_database);
    }

    public override Task EndCopyAsync()
    {
        if (IsCopied)
            _template.CopyTo(RealPath);
        return Task.CompletedTask;
    }

    public override void Remember() => _database?.Remember();

    public override void EnsureKept() => _database?.EnsureKeptAtEnd();

    public override Task ResetAsync()
    {
        _database?.Reset(_template);
        return Task.CompletedTask;
    }

    public override void Observe(TimelineEvent told, HostToJudge.Observed observed)
    {
        if (Copies is SqliteCopies copies)
        {
            if (observed.Statement is { } kept)
                copies.Saw(kept, told.Host);
            return;
        }

        if (_database is null || IsCopied)
            return;
        if (observed.Statement is not { } statement)
        {
            _context.Timeline.Add(told);
            return;
        }

        _context.Timeline.AddStatement(told, statement with { Trouble = statement.Trouble is null ? null : SelfReportedText.Cut(statement.Trouble) });
        if (statement.Trouble is { } trouble && Statement.IsBusyError(trouble))
            _context.Ledger.FoundLocked(SqliteHome.Name);
    }

    public override void Held(int number, int client) => _database?.Held(number, client);

    public override CheckStatus? Explain(Exception error, bool isLoaded) => error switch
    {
        SqliteException { SqliteErrorCode: Busy } => new CheckStatus.Failed(
            "Your code holds the database locked: a transaction was begun and neither committed nor rolled back.",
            "a database that others can write to", error.Message),
        DatabaseSpoiledException spoiled => new CheckStatus.Failed(spoiled.Message, spoiled.Expected, spoiled.Actual),
        SqliteException damaged when isLoaded && SpoiledDatabase.Words(damaged) is { } words => new CheckStatus.Failed(words, "a database that can be read", damaged.Message),
        _ => null,
    };

    public override ValueTask DisposeAsync()
    {
        _database?.Dispose();
        return ValueTask.CompletedTask;
    }
}
