using BackendLabs.Contract;
using BackendLabs.Judge.Snippets;

namespace BackendLabs.Judge.Running;

/// <summary>One run of a lab's checks against one snippet.</summary>
internal sealed class SnippetRun(int id, long seed, RunMode mode, LoadedSnippet snippet)
{
    public int Id => id;

    public long Seed => seed;

    public RunMode Mode => mode;

    public LoadedSnippet Snippet => snippet;

    public bool RecordsTimeline => mode is not RunMode.Normal { RecordsTimeline: false };

    public bool RecordsAnswers => mode is RunMode.Normal { RecordAnswers: true };

    /// <summary>Whether each check's world is looked at when the check is over.</summary>
    public bool Inspects { get; init; }

    /// <summary>Orders that checks are to follow, by check id.</summary>
    public IReadOnlyDictionary<string, BreakingSchedule> Schedules { get; init; } = new Dictionary<string, BreakingSchedule>();

    /// <summary>A check did not give its thread back; this process should not serve another run.</summary>
    public bool LeavesThreads { get; set; }
}
