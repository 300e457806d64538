namespace BackendLabs.Cli.Serving;

/// <summary>One program of ours that runs beside this one.</summary>
/// <param name="Name">As people are told of it: <c>the web pages</c>.</param>
/// <param name="Arguments">Of <c>dotnet</c>: the assembly and what it is given.</param>
/// <param name="Log">All that it says.</param>
/// <param name="IsReady">Whether a line of its standard output says that it can do its work.</param>
internal sealed record SupervisionPlan(
    string Name, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment, string Log, Func<string, bool> IsReady)
{
    public const string WebPages = "The web pages";
    public const string Grader = "The grader";

    public static SupervisionPlan Web(CommandContext context, WebStart start, string log) => new(
        WebPages, [WebAssembly(context)], start.Variables(context), log,
        // Its address is the one line that it prints.
        line => line.StartsWith("http", StringComparison.Ordinal));

    /// <param name="isShared">Whether it leaves the runs to the grader that the commands of this user share.</param>
    /// <param name="isForAuthor">Whether it runs labs too whose checks have changed since their version was noted.</param>
    public static SupervisionPlan GraderOf(CommandContext context, string store, int? slots, string log, bool isShared = false, bool isForAuthor = false) => new(
        Grader,
        [
            Path.Combine(context.Paths.AppFolder, "cli", "lab.dll"), "grader",
            .. slots is { } some ? (string[])["--slots", $"{some}"] : [],
            .. isShared ? (string[])["--shared"] : [],
            .. isForAuthor ? (string[])["--for-author"] : [],
            .. context.MoreLabRoots.SelectMany(root => (string[])["--labs", root]),
        ],
        // Not on the command line, which every account of the machine can read: the address may hold a password.
        new Dictionary<string, string>(StringComparer.Ordinal) { ["BACKENDLABS_STORE"] = store, ["BACKENDLABS_STORE_FILE"] = "" }, log,
        line => line.StartsWith(Grading.GraderCommand.Ready, StringComparison.Ordinal));

    /// <exception cref="BrokenException">It is not where the launcher puts it.</exception>
    public static string WebAssembly(CommandContext context)
    {
        var path = Path.Combine(context.Paths.AppFolder, "web", "BackendLabs.Web.dll");
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
    /// <summary>Whether a browser of this account is the person whose terminal it is.</summary>
    public bool KnowsOwner { get; init; }

    public IReadOnlyDictionary<string, string> Variables(CommandContext context) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["BACKENDLABS_APP"] = context.Paths.AppFolder,
        ["BACKENDLABS_LABS"] = string.Join(Path.PathSeparator, context.Labs.Roots),
        ["BACKENDLABS_STORE"] = Store,
        ["BACKENDLABS_STORE_FILE"] = "",   // it has been read; both at once are refused
        ["BACKENDLABS_LISTEN"] = Listen,
        ["BACKENDLABS_COHORT"] = Cohort ?? "",
        ["BACKENDLABS_PREVIEW"] = Preview ?? "",
        ["BACKENDLABS_OWNER"] = KnowsOwner ? "1" : "",
    };
}
