using BackendLabs.Labs;
using BackendLabs.Store;
using BackendLabs.Web.Hosting;

namespace BackendLabs.Web.Cohorts;

/// <summary>The class that practises on this node.</summary>
/// <param name="Cohort">Null where anybody may practise.</param>
internal sealed record Classroom(Cohort? Cohort)
{
    /// <summary>Reads the class's file, where there is one, and brings it into the store.</summary>
    /// <param name="warn">Told of those whom the file no longer has.</param>
    /// <exception cref="SettingException">The file has mistakes: all of them are in the message.</exception>
    public static async Task<Classroom> OpenAsync(WebSettings settings, LabStore store, Action<string> warn, CancellationToken cancellationToken)
    {
        if (settings.CohortFile is not { } file)
            return new Classroom(Cohort: null);
        if (Labs.Cohort.Read(file) is not CohortReading.Good { Cohort: var cohort })
            throw new SettingException($"The class's file {file} has mistakes.{Mistakes(file)}", "Correct them and start again.");
        foreach (var person in (await store.Cohorts.BringAsync(cohort, cancellationToken)).Left)
            warn($"! {person.Name} ({person.Id}) is not in the class's file any more, and stays in the class until erased.");
        return new Classroom(cohort);
    }

    private static string Mistakes(string file) => Labs.Cohort.Read(file) is CohortReading.Bad bad
        ? string.Concat(bad.Problems.Select(problem => $"\n  {problem.File}:{problem.Line}: {problem.Message} {problem.Suggestion}"))
        : "";
}
