using BackendLabs.Testing;
using BackendLabs.Testing.Web;

namespace BackendLabs.Web.Tests;

/// <summary>One published site for all tests of a fixture; every test has students of its own.</summary>
/// <param name="kind"><c>sqlite</c> or <c>postgres</c>.</param>
internal abstract class SiteFixture(string kind)
{
    private PostgresServer? _server;

    protected PracticeSite Site { get; private set; } = null!;

    protected PostgresServer? Server => _server;

    /// <summary>How many runs the site's grader has at once.</summary>
    protected virtual int Slots => 1;

    protected virtual IReadOnlyDictionary<string, string> Variables => new Dictionary<string, string>();

    [OneTimeSetUp]
    public async Task BeginAsync()
    {
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
        if (Site is not null)
            await Site.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    protected Task<Student> ArriveAsync() => Student.ArriveAsync(Site.Address);
}
