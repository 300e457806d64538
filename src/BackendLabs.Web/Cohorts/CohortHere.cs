using BackendLabs.Labs;
using BackendLabs.Store;
using BackendLabs.Web.Hosting;

namespace BackendLabs.Web.Cohorts;

/// <summary>The class that practises here, brought into the store; none where anybody may come.</summary>
/// <param name="Cohort">As its file describes it.</param>
public sealed record CohortHere(Cohort? Cohort)
{
    /// <exception cref="SettingException">The file has mistakes: all of them are in the message.</exception>
    internal static async Task<CohortHere> OpenAsync(WebSettings settings, LabStore store, CancellationToken cancellationToken)
    {
        if (settings.CohortFile is not { } file)
            return new CohortHere(Cohort: null);
        switch (Cohort.Read(file))
        {
            case CohortReading.Good { Cohort: var cohort }:
                await store.Cohorts.BringAsync(cohort, cancellationToken);
                return new CohortHere(cohort);
            case CohortReading.Bad { Problems: var problems }:
                throw new SettingException(
                    $"{file} has mistakes." + string.Concat(problems.Select(problem => $"\n  {problem.File}:{problem.Line}: {problem.Message}")), "Mend them, then start again.");
            case var other:
                throw new InvalidOperationException(other.ToString());
        }
    }
}
