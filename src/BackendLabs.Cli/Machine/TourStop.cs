using BackendLabs.Labs;

namespace BackendLabs.Cli.Machine;

/// <summary>One lab of the tour.</summary>
/// <param name="Wrong">The wrong answer to show, by its file's name; another where the lab has none of it.</param>
/// <param name="Narration">What will be seen, in a sentence.</param>
internal sealed record TourStop(string Lab, string Wrong, string Narration)
{
    public static IReadOnlyList<TourStop> All { get; } =
    [
        new("databases/first-query", "remembers-the-answer", "A question to a live SQLite database. Between two calls the check edits the table; whoever kept the first answer is found out."),
        new("caching/cache-aside", "dictionary", "A cache in a live Redis server. The check edits the row behind the cache and restarts your process; only what is in Redis counts."),
        new("deployment/run-a-container", "", "A container on a live Docker engine, started from C#. The check asks the engine itself what runs."),
    ];

    public WrongSolution WrongOf(Lab lab) =>
        lab.WrongSolutions.FirstOrDefault(wrong => wrong.Text.Path == $"wrong/{Wrong}.csx") ?? lab.WrongSolutions[0];
}
