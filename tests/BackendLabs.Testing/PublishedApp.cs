using System.Diagnostics;
using BackendLabs.Grader;
using NUnit.Framework;

namespace BackendLabs.Testing;

/// <summary>The published programs that live tests run: the folder that BACKENDLABS_APP names, or what the launcher publishes now.</summary>
public static class PublishedApp
{
    private static readonly Lazy<string> Found = new(Find);

    public static string Folder => Found.Value;

    /// <summary>The clone that these tests were built in.</summary>
    public static string Clone { get; } = FindClone();

    /// <summary>A runner with a cache of its own or a given one. Hardly a test asks for the same lab again, so that nothing is made ready for it.</summary>
    public static LabGrader NewRunner(string cacheFolder, Func<GraderOptions, GraderOptions>? options = null)
    {
        var usual = new GraderOptions(Folder, cacheFolder) { StaysReady = false };
        return new LabGrader(options is null ? usual : options(usual));
    }

    private static string Find()
    {
        if (Environment.GetEnvironmentVariable("BACKENDLABS_APP") is { Length: > 0 } named)
            return named;
        var start = new ProcessStartInfo(Path.Combine(Clone, "lab"), ["--app"]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var folder = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, "./lab --app did not publish.");
        return folder;
    }

    private static string FindClone()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "BackendLabs.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not lie in a clone of BackendLabs.");
    }
}
