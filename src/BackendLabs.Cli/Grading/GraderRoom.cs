namespace BackendLabs.Cli.Grading;

/// <summary>Whether this machine can take a run now, for all slots of a grader. It says when that changes.</summary>
/// <param name="findShortage">What the machine lacks, in words; null where it lacks nothing.</param>
internal sealed class GraderRoom(Func<string?> findShortage, Action<string> say)
{
    private readonly Lock _lock = new();
    private bool _isShort;

    public bool MayClaim()
    {
        var shortage = findShortage();
        lock (_lock)
        {
            if (shortage is null == _isShort)
                say(shortage is null ? "This grader takes attempts again." : $"! This grader takes no attempts now. {shortage}");
            _isShort = shortage is not null;
        }

        return shortage is null;
    }
}
