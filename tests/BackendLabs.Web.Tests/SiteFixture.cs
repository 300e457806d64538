using BackendLabs.Testing;
using BackendLabs.Testing.Web;

namespace BackendLabs.Web.Tests;

/// <summary>A published site for all tests of a fixture, its own or that which others share; every test has students of its own.</summary>
/// <param name="kind"><c>sqlite</c> or <c>postgres</c>.</param>
internal abstract class SiteFixture(string kind)
{
    private PostgresServer? _server;

    protected PracticeSite Site { get; private set; } = null!;

    protected PostgresServer? Server => _server;

    /// <summary>How many runs the site's grader has at once.</summary>
    protected virtual int Slots => 1;

    /// <summary>Whether the fixtures that ask for nothing special, and take no process away, have this one's site too.</summary>
    protected virtual bool IsShared => false;

    protected virtual IReadOnlyDictionary<string, string> Variables => new Dictionary<string, string>();

    private bool HasSharedSite => IsShared && kind == "sqlite";

    [OneTimeSetUp]
    public async Task BeginAsync()
    {
        if (HasSharedSite)
        {
            Site = await SharedSite.TakeAsync();
            return;
        }

        if (kind == "postgres")
            _server = await PostgresServer.StartAsync();
        Site = await PracticeSite.StartAsync(_server is null ? null : await _server.NewDatabaseAsync(), Variables, Slots);
    }

    [TearDown]
    public void TellWhatTheSiteSaid()
    {
        if (TestContext.CurrentContext.Result.FailCount > 0)
            TestContext.Out.WriteLine(Site.Words);
    }

    [OneTimeTearDown]
    public async Task EndAsync()
    {
        if (Site is not null && !HasSharedSite)
            await Site.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    protected Task<Student> ArriveAsync() => Student.ArriveAsync(Site.Address);
}
