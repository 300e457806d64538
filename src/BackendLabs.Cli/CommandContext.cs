using BackendLabs.Cli.Library;
using BackendLabs.Cli.Progress;
using BackendLabs.Cli.Resident;
using BackendLabs.Cli.Screens;
using BackendLabs.Cli.Sharing;
using BackendLabs.Grader;

namespace BackendLabs.Cli;

/// <summary>What every command works with. Nothing of it is opened before it is asked for: <c>lab --version</c> opens nothing.</summary>
internal sealed class CommandContext : IDisposable
{
    private const int WorldsOfResident = 6;

    /// <summary>More checks of one run gain little: the longest of them decides.</summary>
    private const int MostChecksAtOnce = 4;

    public CommandContext(Screen screen, EnvironmentPaths paths, TimeProvider time)
    {
        Screen = screen;
        Paths = paths;
        Time = time;
        Progress = new ProgressBook(() => paths.DataFolder, time, line => screen.Note($"! {line}"));
        Labs = new LabLibrary(() => [.. paths.LabRoots, .. MoreLabRoots]);
        Shared = new SharedWork(this);
    }

    public Screen Screen { get; }

    public EnvironmentPaths Paths { get; }

    public TimeProvider Time { get; }

    public ProgressBook Progress { get; }

    public LabLibrary Labs { get; }

    /// <summary>With the browser of the same person.</summary>
    public SharedWork Shared { get; }

    /// <summary>From <c>--labs</c>.</summary>
    public IReadOnlyList<string> MoreLabRoots { get; set; } = [];

    /// <summary>The caller owns it: everything that it starts ends with it.</summary>
    /// <param name="staysReady">Whether it may be asked again at any time, and should be quick then.</param>
    public LabGrader OpenGrader(bool staysReady = false) => new(Options with { StaysReady = staysReady, ChecksAtOnce = ChecksAtOnce });

    /// <summary>For runs of many people, who wait for each other: their checks go on one after the other. The caller owns it.</summary>
    public LabGrader OpenQueueGrader() => new(Options with { StaysReady = true });

    /// <summary>For the process that serves all commands of a user: it runs as many at once as there are cores, and has a world for each check of a lab.</summary>
    public LabGrader OpenResidentGrader() =>
        new(Options with { StaysReady = true, RunsAtOnce = Environment.ProcessorCount, ChecksAtOnce = ChecksAtOnce, WorldsAhead = WorldsOfResident });

    /// <summary>A runner for a person who waits: the grader that stays ready between commands, or one of this command's own.</summary>
    /// <param name="alone">Whether the command is to run by itself.</param>
    /// <param name="staysReady">Whether one of its own may be asked again at any time.</param>
    public ILabRunner OpenRunner(bool alone, bool staysReady = false) => alone || Paths.RunsAlone
        ? OpenGrader(staysReady)
        : new ResidentRunner(ResidentPlace.Of(Paths), () => OpenGrader(staysReady), Time);

    private GraderOptions Options => new(Paths.AppFolder, Paths.CacheFolder) { TurnsFolder = Path.Combine(Paths.CacheFolder, "turns") };

    private static int ChecksAtOnce => Math.Min(MostChecksAtOnce, Environment.ProcessorCount);

    public void Dispose() => Progress.Dispose();
}
