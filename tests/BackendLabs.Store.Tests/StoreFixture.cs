using BackendLabs.Testing;

namespace BackendLabs.Store.Tests;

/// <summary>Every test of the store runs on both databases, each test on an empty one.</summary>
/// <param name="kind"><c>sqlite</c> or <c>postgres</c>.</param>
internal abstract class StoreFixture(string kind)
{
    private PostgresServer? _server;
    private string _folder = "";

    protected string Address { get; private set; } = "";

    protected LabStore Store { get; private set; } = null!;

    protected ManualTime Time { get; private set; } = null!;

    protected PostgresServer? Server => _server;

    [OneTimeSetUp]
    public async Task Begin()
    {
        if (kind == "postgres")
            _server = await PostgresServer.StartAsync();
    }

    [SetUp]
    public async Task Open()
    {
        _folder = Directory.CreateTempSubdirectory("lab-store-").FullName;
        Address = _server is null ? Path.Combine(_folder, "labs.db") : await _server.NewDatabaseAsync();
        Time = new ManualTime();
        Store = await OpenAgainAsync();
    }

    [TearDown]
    public async Task Close()
    {
        await Store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [OneTimeTearDown]
    public async Task End()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    /// <summary>The same database, as another process opens it.</summary>
    protected Task<LabStore> OpenAgainAsync() => LabStore.OpenAsync(Address, Time, CancellationToken.None);

    protected async Task<string> AcceptAsync(string person, string snippet = "int Twice(int number) => 2 * number;")
    {
        await Store.People.EnsureAsync(person, person, CancellationToken.None);
        return await AcceptAsync(new NewAttempt(person, "start/first-pass", "d1", snippet, Seed: 7));
    }

    protected async Task<string> AcceptAsync(NewAttempt attempt) => ((Acceptance.Accepted)await Store.Queue.AcceptAsync(attempt, CancellationToken.None)).Attempt;

    protected Task<ClaimedRun?> ClaimAsync(string grader = "g") => Store.Queue.ClaimAsync(grader, CancellationToken.None);

    protected Task<bool> PassAsync(ClaimedRun run) => Store.Queue.EndAsync(run, "passed", 2, 2, "{}", CancellationToken.None);
}
