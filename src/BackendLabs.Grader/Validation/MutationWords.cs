namespace BackendLabs.Grader.Validation;

internal static class MutationWords
{
    public static string Of(MutationScore score) =>
        $"mutation score {Percent(score)}: {score.Killed} of {score.Mutants} noticed"
        + (score.Waived == 0 ? "" : $", {score.Waived} waived") + (score.Cached == 0 ? "" : $", {score.Cached} known from before");

    // Never rounded up to what it is not.
    private static string Percent(MutationScore score) => $"{(int)(score.Score * 100)} %";
}
