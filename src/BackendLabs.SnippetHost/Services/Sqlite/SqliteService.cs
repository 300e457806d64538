using BackendLabs.Contract;
using Microsoft.Data.Sqlite;

namespace BackendLabs.SnippetHost.Services.Sqlite;

/// <summary>The world's database, or the file that a probe gives this process in its place.</summary>
internal sealed class SqliteService : ProcessService
{
    private readonly ServiceContext _context;
    private readonly StatementHolds _holds;
    private volatile bool _isFull;

    public SqliteService(ServiceContext context)
    {
        _context = context;
        _holds = new StatementHolds(context.Send);
        _isFull = context.Load.DatabaseIsFull;
        // Also those of the code's top-level statements, on whichever connection.
        if (!context.Records)
            return;
        AmbientTransaction.Watch();
        StatementTrace.Listen(context.Frames, context.Send, _holds);
    }

    public override CallService OpenForCall(CancellationToken ended) =>
        new CallDatabase(SnippetDatabase.Open(Path.Combine(_context.Places.Data, _context.Access ?? "lab.db"), _isFull, _context.Send, ended));

    public override void Take(JudgeToHost.ToService change)
    {
        switch (change)
        {
            case JudgeToHost.FillDatabase fill:
                _isFull = fill.IsFull;
                break;
            case JudgeToHost.HoldStatement hold:
                _holds.Arm(hold);
                break;
            case JudgeToHost.ReleaseStatement release:
                _holds.Release(release.Number);
                break;
            case JudgeToHost.TellPending:
                StatementTrace.TellPending();
                break;
        }
    }

    private sealed class CallDatabase(SqliteConnection connection) : CallService
    {
        public override object For(Type type) => connection;

        public override ValueTask DisposeAsync() => connection.DisposeAsync();
    }
}
