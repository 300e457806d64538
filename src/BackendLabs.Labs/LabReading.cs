namespace BackendLabs.Labs;

/// <summary>What reading a lab's folder came to: a whole lab, or every mistake in it at once.</summary>
public abstract record LabReading
{
    private LabReading() { }

    public sealed record Good(Lab Lab) : LabReading;

    /// <param name="Problems">At least one; <c>lab.yaml</c> first, then by file, line and column.</param>
    public sealed record Bad(IReadOnlyList<LabProblem> Problems) : LabReading;
}
