using System.Collections.Concurrent;
using BackendLabs.Contract;
using BackendLabs.Judge.Services;
using BackendLabs.Judge.Worlds;

namespace BackendLabs.Judge.Tests.Worlds;

/// <summary>How many worlds are made for a run, and when: each is a box, a process and a server.</summary>
internal sealed class WorldPoolTests
{
    private const int Ahead = 2;

    private readonly ConcurrentQueue<int> _asked = [];
    private GraderLink _grader = null!;
    private Task _answering = Task.CompletedTask;

    [SetUp]
    public void Begin()
    {
        _asked.Clear();
        _grader = new GraderLink();
        _answering = AnswerAsync();
    }

    [TearDown]
    public async Task EndAsync()
    {
        _grader.Complete();
        await _answering;
    }

    [TestCase(1, 1)]
    [TestCase(5, Ahead)]
    public async Task No_more_are_made_ahead_than_the_lab_has_checks(int checks, int made)
    {
        await using var pool = Pool(checks);
        await pool.Settled;

        Assert.That(_asked, Has.Count.EqualTo(made));
    }

    [Test]
    public async Task A_run_has_as_many_as_it_takes_and_leaves_none()
    {
        await using var pool = Pool(checks: 4);
        pool.BeginRun([0, 0, 0]);
        for (var check = 0; check < 3; check++)
            await TakeAsync(pool);
        pool.EndRun([0, 0, 0, 0], moreFollow: false);
        await pool.Settled;

        Assert.That(_asked, Has.Count.EqualTo(3));
    }

    [TestCase(true, false)]
    [TestCase(false, true)]
    public async Task Where_more_follow_or_may_come_the_next_ones_are_made_at_once(bool moreFollow, bool staysReady)
    {
        await using var pool = Pool(checks: 4, staysReady);
        pool.BeginRun([0]);
        await TakeAsync(pool);
        await TakeAsync(pool);
        Assert.That(_asked, Has.Count.EqualTo(2), "Both were there.");

        pool.EndRun([0, 0, 0, 0], moreFollow);
        await pool.Settled;
        Assert.That(_asked, Has.Count.EqualTo(2 + Ahead));
    }

    [Test]
    public async Task A_world_that_nobody_announced_is_made_when_it_is_asked_for()
    {
        await using var pool = Pool(checks: 1);
        pool.BeginRun([0]);
        await TakeAsync(pool);
        await TakeAsync(pool);

        Assert.That(_asked, Has.Count.EqualTo(2));
    }

    // There is no grader here to start anything: what comes of asking for a world is another test's.
    private static async Task TakeAsync(WorldPool pool) =>
        await Assert.ThatAsync(() => pool.TakeAsync(0, CancellationToken.None), Throws.TypeOf<WorldException>().With.Message.EqualTo("none here"));

    private WorldPool Pool(int checks, bool staysReady = false)
    {
        var lab = new GraderToJudge.Prepare("a/lab", [], [], null, new Dictionary<string, string>(), [], new Dictionary<string, IReadOnlyList<string>>(), new JudgeLimits(TimeSpan.FromSeconds(1), 1, 1), false, Ahead, staysReady);
        return new WorldPool(_grader, lab, PreparedServices.Of(lab, TimeProvider.System).FillAsync, checks);
    }

    private async Task AnswerAsync()
    {
        await foreach (var reply in _grader.Outbox.ReadAllAsync())
        {
            if (reply is not JudgeToGrader.OpenWorld open)
                continue;
            _asked.Enqueue(open.World);
            _grader.Take(new GraderToJudge.WorldOpened(open.World, "", new Dictionary<string, ServicePlace>(StringComparer.Ordinal), "none here"));
        }
    }
}
