namespace BackendLabs.Sessions.Policies;

/// <summary>How much a failing check tells.</summary>
public static class Tellings
{
    /// <summary>The last step of the policy whose condition holds decides; where none does, nothing is told.</summary>
    /// <param name="attempt">The attempt at its lab, counted from 1.</param>
    /// <param name="now">When it is looked at, and not when it was made: a step with <c>from</c> opens earlier attempts too.</param>
    public static Telling Of(SessionPolicy policy, int attempt, DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(attempt, 1);
        return policy.Tells.LastOrDefault(step => Holds(step, attempt, now))?.Tells ?? Telling.Nothing;
    }

    private static bool Holds(TellStep step, int attempt, DateTimeOffset now) => attempt >= (step.FromAttempt ?? 1) && now >= (step.From ?? now);
}
