namespace BackendLabs.Cli.Serving;

/// <summary>One program of ours that runs beside this one.</summary>
/// <param name="Name">As people are told of it: <c>the web pages</c>.</param>
/// <param name="Arguments">Of <c>dotnet</c>: the assembly and what it is given.</param>
/// <param name="Log">All that it says.</param>
/// <param name="IsReady">Whether a line of its standard output says that it can do its work.</param>
internal sealed record CompanionPlan(
    string Name, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment, string Log, Func<string, bool> IsReady)
{
    public const string WebPages = "The web pages";
    public const string Grader = "The grader";

    public static CompanionPlan Web(Desk desk, WebStart start, string log) => new(
        WebPages, [WebAssembly(desk)], start.Variables(desk), log,
        // Its address is the one line that it prints.
        line => line.StartsWith("http", StringComparison.Ordinal));

    public static CompanionPlan GraderOf(Desk desk, string store, int? slots, string log) => new(
        Grader,
        [
            Path.Combine(desk.Surroundings.AppFolder, "cli", "lab.dll"), "grader", "--store", store,
            .. slots is { } some ? (string[])["--slots", $"{some}"] : [],
            .. desk.MoreLabRoots.SelectMany(root => (string[])["--labs", root]),
        ],
        new Dictionary<string, string>(StringComparer.Ordinal), log,
        line => line.StartsWith(Grading.GraderCommand.Ready, StringComparison.Ordinal));

    /// <exception cref="BrokenException">It is not where the launcher puts it.</exception>
    public static string WebAssembly(Desk desk)
    {
        var path = Path.Combine(desk.Surroundings.AppFolder, "web", "BackendLabs.Web.dll");
        return File.Exists(path)
            ? path
            : throw new BrokenException($"The web pages are not where they should be: {path}.", "Start the command through the launcher, ./lab in the clone, which builds them.");
    }
}

/// <summary>What the web pages are started with.</summary>
/// <param name="Listen">An address and a port.</param>
/// <param name="Cohort">A class's file; null where anybody may practise.</param>
/// <param name="Preview">The folder of the lab whose author is at work; null outside of a preview.</param>
internal sealed record WebStart(string Store, string Listen, string? Cohort = null, string? Preview = null)
{
    public IReadOnlyDictionary<string, string> Variables(Desk desk) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["BACKENDLABS_APP"] = desk.Surroundings.AppFolder,
        ["BACKENDLABS_LABS"] = string.Join(Path.PathSeparator, desk.Labs.Roots),
        ["BACKENDLABS_STORE"] = Store,
        ["BACKENDLABS_LISTEN"] = Listen,
        ["BACKENDLABS_COHORT"] = Cohort ?? "",
        ["BACKENDLABS_PREVIEW"] = Preview ?? "",
    };
}
