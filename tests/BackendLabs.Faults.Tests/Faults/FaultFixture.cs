using System.Text.Json;
using BackendLabs.Labs;
using BackendLabs.Store;
using BackendLabs.Testing;
using BackendLabs.Testing.Web;

namespace BackendLabs.Faults.Tests.Faults;

/// <summary>
/// A published site for one fixture, whose processes are killed. It has web nodes and no grader until a test starts one.
/// </summary>
/// <param name="kind"><c>sqlite</c> or <c>postgres</c>.</param>
internal abstract class FaultFixture(string kind)
{
    /// <summary>A right answer that takes a while, so that there is time to break what runs it.</summary>
    protected const string Slow = "int Twice(int number) { Thread.Sleep(2000); return 2 * number; }";

    private readonly DirectoryInfo _labs = Directory.CreateTempSubdirectory("lab-faults-");
    private readonly List<PublishedProcess> _graders = [];

    protected PracticeSite Site { get; private set; } = null!;

    protected PostgresServer? Server { get; private set; }

    /// <summary>The site's store, as one more process has it.</summary>
    protected LabStore Store { get; private set; } = null!;

    /// <summary>The lab of <see cref="Slow"/>.</summary>
    protected Lab Lab { get; private set; } = null!;

    protected StoreRows Rows { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task BeginAsync()
    {
        Lab = new SmallLab { Limits = "{ wall: 30s, memory: 256MB, output: 16KB }" }.PutInto(_labs.FullName);
        // Graders of other accounts read it too.
        File.SetUnixFileMode(_labs.FullName, (UnixFileMode)0b111_101_101);
        if (kind == "postgres")
            Server = await PostgresServer.StartAsync();
        Site = await PracticeSite.StartAsync(Server is null ? null : await Server.NewDatabaseAsync(), Variables, slots: 0);
        Store = await LabStore.OpenAsync(Site.Store, TimeProvider.System, CancellationToken.None);
        Rows = new StoreRows(kind, Site.Store);
    }

    [TearDown]
    public async Task EndGradersAsync()
    {
        if (TestContext.CurrentContext.Result.FailCount > 0)
            TestContext.Out.WriteLine(Site.Words + string.Concat(_graders.Select(grader => $"grader:\n{grader.Words}\n")));
        foreach (var grader in _graders)
            await grader.DisposeAsync();
        _graders.Clear();
    }

    [OneTimeTearDown]
    public async Task EndAsync()
    {
        if (Store is not null)
            await Store.DisposeAsync();
        if (Site is not null)
            await Site.DisposeAsync();
        if (Server is not null)
            await Server.DisposeAsync();
        _labs.Delete(recursive: true);
    }

    protected IReadOnlyDictionary<string, string> Variables => new Dictionary<string, string>(StringComparer.Ordinal) { ["BACKENDLABS_LABS"] = _labs.FullName };

    protected Task<Student> ArriveAsync() => Student.ArriveAsync(Site.Address);

    /// <summary>Starts a grader of one slot; it ends with the test.</summary>
    /// <param name="starter">A program that becomes it.</param>
    protected PublishedProcess StartGrader(params IReadOnlyList<string> starter)
    {
        var environment = new Dictionary<string, string>(Variables, StringComparer.Ordinal) { ["BACKENDLABS_STORE"] = Site.Store };
        var grader = PublishedProcess.StartBy(starter, "cli/lab.dll", Site.Home, environment, "grader", "--slots", "1");
        _graders.Add(grader);
        return grader;
    }

    protected static Task UntilSaidAsync(PublishedProcess process, string words) =>
        Patient.UntilAsync(() => process.Words.ReplaceLineEndings(" ").Contains(words, StringComparison.Ordinal), () => $"'{words}' in\n{process.Words}");

    /// <summary>Waits for an event of an attempt: <c>started</c>, <c>ended</c> or a stage of its run.</summary>
    protected async Task UntilAsync(string attempt, string happened, int times = 1)
    {
        using var limit = new CancellationTokenSource(Patient.Patience);
        await foreach (var one in Store.Events.FollowAsync(attempt, 0, limit.Token))
        {
            if ((one.Kind == happened || StageOf(one) == happened) && --times == 0)
                return;
        }

        Assert.Fail($"The attempt ended before it was {happened}.");
    }

    /// <summary>The one verdict of an attempt, once it has ended; there must be no trace of a second.</summary>
    protected async Task<string> OnlyVerdictAsync(string attempt)
    {
        await UntilAsync(attempt, RunEvents.Ended);
        var ends = (await Store.Events.AfterAsync(attempt, 0, CancellationToken.None)).Count(one => one.Kind == RunEvents.Ended);
        var found = (await Store.Attempts.FindAsync(attempt, CancellationToken.None))!;
        Assert.That(ends, Is.EqualTo(1), "It has ended more than once.");
        Assert.That(found.End, Is.TypeOf<AttemptEnd.Judged>());
        Assert.That(await Rows.CountAsync($"run where attempt = '{attempt}'"), Is.Zero, "It has ended and is in the queue.");
        return ((AttemptEnd.Judged)found.End!).Verdict;
    }

    private static string? StageOf(RunEvent one) => one.Kind == "progress" ? JsonDocument.Parse(one.Body).RootElement.GetProperty("stage").GetString() : null;

    /// <summary>A grader whose machine lacks something says so, takes nothing, and goes on when it is there again; the attempt is run once.</summary>
    protected async Task AssertPausesAsync(PublishedProcess grader, string reason, Func<Task> takeAway, Func<Task> giveBack)
    {
        using var ada = await ArriveAsync();
        await takeAway();
        await UntilSaidAsync(grader, "takes no attempts now");
        Assert.That(grader.Words.ReplaceLineEndings(" "), Does.Contain(reason));
        var attempt = await ada.SubmitAsync(SmallLab.Id, Slow);
        Assert.That(await StartsAsync(attempt), Is.Zero);

        await giveBack();

        await UntilSaidAsync(grader, "takes attempts again");
        Assert.That(await OnlyVerdictAsync(attempt), Is.EqualTo("passed"));
        Assert.That(await StartsAsync(attempt), Is.EqualTo(1), "It was taken while the machine could not run it.");
    }

    protected async Task<int> StartsAsync(string attempt) =>
        (await Store.Events.AfterAsync(attempt, 0, CancellationToken.None)).Count(one => one.Kind == "started");
}
