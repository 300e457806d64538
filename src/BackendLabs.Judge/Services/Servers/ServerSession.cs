using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using BackendLabs.Contract;
using BackendLabs.Judge.Worlds;

namespace BackendLabs.Judge.Services.Servers;

/// <summary>
/// A world's database server in one session. Nothing stands between the snippet and the server: what it asks is read in the
/// server's own log, where each of its processes has an account of its own, and so a number.
/// </summary>
internal abstract class ServerSession : ServiceSession
{
    /// <summary>Of a server's statements, so many of one session are put on the timeline.</summary>
    private const int MostStatements = 20_000;

    private readonly ServerHome _home;
    private readonly Lock _reading = new();
    private IStatementLog? _log;
    private long _clockOffset;
    private int _statements;

    protected ServerSession(SessionContext context, ServerHome home)
    {
        (Context, _home) = (context, home);
        Place = context.World.PlaceOf(home.Kind) ?? throw new WorldException($"The world has no {home.Kind}.");
        if (context.HasOwnCopies(home.Kind))
            Copies = new ServerCopies(this);
    }

    public string Kind => _home.Kind;

    public IReadOnlyList<string> Seed => Context.Lab.Seeds.GetValueOrDefault(Kind) ?? [];

    protected SessionContext Context { get; }

    protected ServicePlace Place { get; }

    private bool IsCopied => Context.IsCopied(Kind);

    /// <summary>Opens a connection of the judge's.</summary>
    public Task<DbConnection> ConnectAsync(string database, CancellationToken cancellationToken) => _home.ConnectAsync(Place, database, cancellationToken);

    /// <summary>Kills the server, or starts it again and waits until it answers.</summary>
    public async Task SwitchAsync(bool on)
    {
        ReadLog();
        await Context.World.SwitchServerAsync(Kind, on);
        if (!on)
            return;
        await (await _home.ConnectAsync(Place, ServerHome.Database, Context.Ended)).DisposeAsync();
        lock (_reading)
            _log?.Restarted();
    }

    public override async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (IsCopied && Copies is null)
            await _home.MakeDatabaseAsync(Place, ServerHome.Copy, Seed, cancellationToken);
        _clockOffset = Context.Timeline.Now - (Context.Time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        _log = await OpenLogAsync(cancellationToken);
        Context.Timeline.AddSource(ReadLog);
    }

    public override async Task<string?> FindAccessAsync(int host)
    {
        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        var user = UserOf(host);
        var database = (Copies is null ? null : await Copies.BeginAsync(host)) ?? (IsCopied ? ServerHome.Copy : ServerHome.Database);
        await _home.MakeAccountAsync(Place, user, password, database, Context.Ended);
        return _home.AddressFor(Place.ForSnippet!, user, password, database);
    }

    public override Task<object> MakeToolAsync(bool ofCopy, CancellationToken cancellationToken) =>
        Task.FromResult<object>(MakeTool(ofCopy && IsCopied ? ServerHome.Copy : ServerHome.Database));

    public override async Task ResetAsync()
    {
        ReadLog();
        await _home.DropDatabaseAsync(Place, ServerHome.Database, Context.Ended);
        await _home.MakeDatabaseAsync(Place, ServerHome.Database, Seed, Context.Ended);
    }

    /// <summary>Makes a process's own database as the real one is now.</summary>
    public async Task CopyDatabaseAsync(string name)
    {
        await _home.DropDatabaseAsync(Place, name, Context.Ended);
        await _home.CopyDatabaseAsync(Place, name, Context.Ended);
    }

    public override void Observe(TimelineEvent told, HostToJudge.Observed observed)
    {
        if (IsCopied)
            return;
        // That it met a fault is no pass yet: what the check expects of it still decides.
        Context.Ledger.Told(Kind);
        Context.Timeline.AddInside(told, observed.Key);
    }

    public override CheckStatus? Explain(Exception error, bool isLoaded) => error switch
    {
        ServerLockedException locked when isLoaded => new CheckStatus.Failed(
            $"Your code holds a lock in {_home.Title}: a transaction was begun and neither committed nor rolled back.", "a database that others can use", locked.Message),
        DbException refused when isLoaded && !refused.IsTransient => new CheckStatus.Failed(
            $"The check could not look into {_home.Title} after your code: {refused.Message}", "a database that can be read", refused.Message),
        _ => null,
    };

    // The report reads the timeline after this.
    public override ValueTask DisposeAsync()
    {
        ReadLog();
        lock (_reading)
            _log = null;
        return ValueTask.CompletedTask;
    }

    protected abstract ServerTool MakeTool(string database);

    protected abstract Task<IStatementLog> OpenLogAsync(CancellationToken cancellationToken);

    private static string UserOf(int host) => string.Create(CultureInfo.InvariantCulture, $"h{host}");

    private static int HostOf(string user) =>
        user.StartsWith('h') && int.TryParse(user.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var host) ? host : 0;

    private void ReadLog()
    {
        lock (_reading)
        {
            foreach (var statement in _log?.Read() ?? [])
                Take(statement);
            if (_log is { IsCut: true })
                Context.Timeline.Miss("statements of SQL");
        }
    }

    private void Take(ServerStatement statement)
    {
        if (HostOf(statement.User) is not (> 0 and var host))
            return;
        if (Copies is ServerCopies copies)
            copies.Saw(statement, host);
        if (IsCopied)
            return;
        if (++_statements > MostStatements)
        {
            Context.Timeline.Miss("statements of SQL");
            return;
        }

        var verb = SqlWords.VerbOf(statement.Sql);
        var detail = SqlWords.Shown(statement.Sql)
            + (statement.Parameters.Length == 0 ? "" : $" ({SqlWords.Shown(statement.Parameters)})")
            + (statement.Error is null ? "" : $" -> error: {SqlWords.Shown(statement.Error)}");
        var seen = new TimelineEvent(statement.AtMicroseconds + _clockOffset, statement.DurationMicroseconds, Kind, verb, detail, Host: host, Failed: statement.Error is not null);
        var cut = statement.Sql.Length <= StatementFacts.LongestSql ? statement.Sql : statement.Sql[..StatementFacts.LongestSql];
        Context.Timeline.AddStatement(seen, new StatementFacts(cut, Rows: 0, Stepped: 0, SqlWords.IsWrite(verb), statement.Error));
    }
}
