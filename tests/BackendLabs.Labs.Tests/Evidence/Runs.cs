using BackendLabs.Contract;
using BackendLabs.Labs.Evidence;

namespace BackendLabs.Labs.Tests.Evidence;

/// <summary>Runs to make records of, and a place for them.</summary>
internal sealed class Runs : IDisposable
{
    public const string Source = "int Twice(int number) => number * 3;\n";

    private static readonly DateTimeOffset At = new(2026, 2, 3, 4, 5, 6, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lab-evidence-");

    public Runs()
    {
        KeyFile = Path.Combine(_folder.FullName, "config", "evidence.key");
        ChainFile = Path.Combine(_folder.FullName, "data", "evidence.chain");
        Key = EvidenceKey.LoadOrMake(KeyFile);
    }

    public string KeyFile { get; }

    public string ChainFile { get; }

    public EvidenceKey Key { get; }

    public EvidenceChain Chain => new(ChainFile, TimeProvider.System);

    public static EvidenceFacts Facts(string detail = "stock:1", string source = Source) => new(
        Report(detail), new string('a', 64), "answer.csx", source, Order: null, new RunVersions("f00", "10.0.1", "3.46.1", null, "Linux 6.1"), "ada", At);

    public async Task<EvidenceRecord> WriteAsync(EvidenceFacts? facts = null) =>
        (await Chain.AppendAsync(facts ?? Facts(), Key, CancellationToken.None)).Record;

    public Task<ChainState> InspectAsync(EvidenceRecord? wanted = null) => Chain.InspectAsync([Key.Public], wanted?.Entry, CancellationToken.None);

    public static EvidenceRecord Read(byte[] bytes) => EvidenceRecord.Read(bytes) switch
    {
        EvidenceReading.Good good => good.Record,
        var bad => throw new AssertionException(bad.ToString()),
    };

    public void Dispose()
    {
        Key.Dispose();
        _folder.Delete(recursive: true);
    }

    private static RunReport Report(string detail)
    {
        var steps = new[] { new ScheduleStep(1, "GET", detail), new ScheduleStep(2, "GET", detail) };
        CheckResult[] checks =
        [
            new("one", "passes", 2, new CheckStatus.Passed(), TimeSpan.Zero, [new TimelineEvent(1_000, 7, "redis", "GET", detail, 3, true, Host: 1)], null),
            new("two", "fails", 3, new CheckStatus.Failed("Wrong \u0001 é 😀 \uD800.", "1", "2") { Schedule = new BreakingSchedule(2, steps) }, TimeSpan.Zero, [], null) { At = 0 },
        ];
        return new RunReport(
            "tests/small", 4, new Verdict.Failed(), 5, long.MaxValue, [new LayerState("seccomp", "active", null, null)], TimeSpan.FromSeconds(1), [],
            new ResourceUsage(TimeSpan.FromMilliseconds(3), 1L << 40, 8), [], "printed\n", checks);
    }
}
