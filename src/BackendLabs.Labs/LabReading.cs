namespace BackendLabs.Labs;

/// <summary>What reading a lab's folder came to: a whole lab, or every mistake in it at once.</summary>
public abstract record LabReading
{
    private LabReading() { }

    public sealed record Good(Lab Lab) : LabReading;

    /// <param name="Problems">At least one; <c>lab.yaml</c> first, then by file, line and column.</param>
    public sealed record Bad(IReadOnlyList<LabProblem> Problems) : LabReading
    {
        /// <summary>
        /// The lab as far as it could be read, with harmless values where it could not; null where its definition, lesson,
        /// starter or checks are not there. For its author alone: nothing is graded by it.
        /// </summary>
        public Lab? Draft { get; init; }

        /// <summary>Whether nothing is wrong but that <c>changes</c> has no line for the checks as they are now.</summary>
        public bool IsUnnoted { get; init; }
    }

    /// <summary>The lab that its author can run: whole, or whole but for a line of <c>changes</c>; null for any other.</summary>
    public Lab? ForItsAuthor => this switch
    {
        Good good => good.Lab,
        Bad { IsUnnoted: true, Draft: { } draft } => draft,
        _ => null,
    };
}
