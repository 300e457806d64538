using BackendLabs.Cli.Library;
using BackendLabs.Cli.Progress;
using BackendLabs.Cli.Screens;
using BackendLabs.Grader;

namespace BackendLabs.Cli;

/// <summary>What every command works with. Nothing of it is opened before it is asked for: <c>lab --version</c> opens nothing.</summary>
internal sealed class CommandContext : IDisposable
{
    public CommandContext(Screen screen, EnvironmentPaths paths, TimeProvider time)
    {
        Screen = screen;
        Paths = paths;
        Time = time;
        Progress = new ProgressBook(() => paths.DataFolder, time, line => screen.Note($"! {line}"));
        Labs = new LabLibrary(() => [.. paths.LabRoots, .. MoreLabRoots]);
    }

    public Screen Screen { get; }

    public EnvironmentPaths Paths { get; }

    public TimeProvider Time { get; }

    public ProgressBook Progress { get; }

    public LabLibrary Labs { get; }

    /// <summary>From <c>--labs</c>.</summary>
    public IReadOnlyList<string> MoreLabRoots { get; set; } = [];

    /// <summary>The caller owns it: everything that it starts ends with it.</summary>
    /// <param name="staysReady">Whether it may be asked again at any time, and should be quick then.</param>
    public LabGrader OpenGrader(bool staysReady = false) => new(new GraderOptions(Paths.AppFolder, Paths.CacheFolder) { StaysReady = staysReady });

    public void Dispose() => Progress.Dispose();
}
