using BackendLabs.Contract;
using BackendLabs.Judge.Snippets;

namespace BackendLabs.Judge.Running;

/// <summary>One run of a lab's checks against one snippet.</summary>
internal sealed class SnippetRun(int id, RunOptions options, LoadedSnippet snippet)
{
    public int Id => id;

    public RunOptions Options => options;

    public LoadedSnippet Snippet => snippet;

    public bool RecordsTimeline => options.Mode is not RunMode.Normal { RecordsTimeline: false };

    public bool RecordsAnswers => options.Mode is RunMode.Normal { RecordAnswers: true };

    /// <summary>A check did not give its thread back; this process should not serve another run.</summary>
    public bool LeavesThreads { get; set; }
}
