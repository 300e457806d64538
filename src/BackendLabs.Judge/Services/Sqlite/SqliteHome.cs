using BackendLabs.Contract;
using BackendLabs.Judge.Snippets;
using BackendLabs.Judge.Worlds;

namespace BackendLabs.Judge.Services.Sqlite;

/// <summary>SQLite: a file that the snippet's processes and the judge have open at once.</summary>
internal sealed class SqliteHome : ServiceHome
{
    public const string Name = Contract.Services.Sqlite.SqliteHome.Name;

    public override string Kind => Name;

    /// <summary>The world's database.</summary>
    public static string PathOf(World world) => Path.Combine(world.Opened.Folder, "db", "lab.db");

    public override object Prepare(GraderToJudge.Prepare definition, TimeProvider time) => DatabaseTemplate.Make(definition.Seeds.GetValueOrDefault(Name) ?? [], time);

    public override Task FillAsync(World world, object? prepared, CancellationToken cancellationToken)
    {
        ((DatabaseTemplate)prepared!).CopyTo(PathOf(world));
        return Task.CompletedTask;
    }

    public override ServiceSession Open(SessionContext context) => new SqliteSession(context, context.Services.MadeBy<DatabaseTemplate>(this));

    public override string? Explain(SnippetFailure thrown, string given) => SqliteThrows.Table.Find(thrown, given);

    public override async Task<ServiceSnapshot> LookAsync(WorldLook look)
    {
        if (!look.AreGone)
            return Unseen("A process of your code would not end, and may still write to it.");
        // Reading a schema cannot always be broken off, so it has a thread that can be left behind.
        var looking = Task.Factory.StartNew(
            () => DatabaseSnapshot.Look(look.Service, PathOf(look.World), look.Budget, look.Time), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            return await looking.WaitAsync(JudgeTimes.Look + JudgeTimes.Look, look.CancellationToken);
        }
        catch (TimeoutException)
        {
            look.LeavesThread = true;
            return Unseen("SQLite did not come to an end with reading it.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Unseen("Its file could not be opened.");
        }

        ServiceSnapshot.Unseen Unseen(string reason) => new(look.Service, Name, reason);
    }
}
