namespace BackendLabs.Grader;

/// <summary>What a grader does and keeps ready.</summary>
/// <param name="Running">Runs under way.</param>
/// <param name="Waiting">Runs that wait for their turn.</param>
/// <param name="Warm">Ids of the labs that have a judge.</param>
public sealed record GraderLoad(int Running, int Waiting, IReadOnlyList<string> Warm)
{
    public static GraderLoad None { get; } = new(0, 0, []);
}
