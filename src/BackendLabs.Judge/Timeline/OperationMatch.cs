using BackendLabs.Contract;

namespace BackendLabs.Judge.Timeline;

/// <summary>Finds for an operation that the student's process tells of what was seen of it. Both are of the same service, process and time.</summary>
internal abstract class OperationMatch
{
    /// <summary>How far the clocks of the two may differ, in microseconds.</summary>
    public virtual long Slack => 0;

    /// <summary>Whether what was seen tells how long it took and whether it failed; where not, the process's word is taken, and marked as its own.</summary>
    public virtual bool SeesOutcomes => true;

    /// <summary>Whether an event is the operation itself.</summary>
    public abstract bool IsMain(TimelineEvent seen, SelfReportedOperation operation);

    /// <summary>Whether an operation may have caused several events, and this is another of them.</summary>
    public virtual bool IsOneOfSeveral(TimelineEvent seen, SelfReportedOperation operation) => false;

    /// <summary>What is left over and can be nobody else's: tried when all of the above have found theirs.</summary>
    public virtual bool IsLeftOver(TimelineEvent seen, SelfReportedOperation operation) => false;
}
