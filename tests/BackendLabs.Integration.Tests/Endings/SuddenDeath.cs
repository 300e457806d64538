using System.Diagnostics;
using System.Text.RegularExpressions;
using BackendLabs.Contract;
using BackendLabs.Grader;
using BackendLabs.Grader.Tests.Containers;
using BackendLabs.Testing;

namespace BackendLabs.Integration.Tests.Endings;

/// <summary>A grader that is killed takes all its processes along; the next one removes what it left on disk and in the engine.</summary>
[NonParallelizable]
internal sealed partial class SuddenDeath
{
    [TestCase("start/first-pass", "string Greet(string name) { while (true); }\n", TestName = "A grader killed while code runs leaves no process, and the next start removes the rest")]
    [TestCase("caching/first-key", null, TestName = "A grader killed with a Redis leaves no process, and the next start removes the rest")]
    [TestCase("deployment/run-a-container", null, TestName = "A grader killed with a container leaves no process, and the next start removes the rest")]
    public async Task Killed(string lab, string? snippet)
    {
        var folder = Path.Combine(PublishedApp.Clone, "labs", lab);
        if (lab.StartsWith("caching", StringComparison.Ordinal))
            Needs.Program("redis-server", "redis-server");
        if (lab.StartsWith("deployment", StringComparison.Ordinal))
            await LiveGate.EngineAsync();
        var answer = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".csx");
        await File.WriteAllTextAsync(answer, await EndlessAsync(folder, snippet));
        var start = new ProcessStartInfo("dotnet", [Path.Combine(PublishedApp.Folder, "cli", "lab.dll"), "--labs", Path.Combine(PublishedApp.Clone, "labs"), "check", lab, answer])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        using var grader = Process.Start(start)!;
        var traces = await TracesOfAsync(grader);

        grader.Kill();
        await grader.WaitForExitAsync();

        Assert.That(await traces.FindProcessesAfterAsync(TimeSpan.FromSeconds(10)), Is.Empty);
        var cache = Directory.CreateTempSubdirectory("lab-cache-");
        await using (var next = PublishedApp.NewRunner(cache.FullName))
        {
            var reading = (Labs.LabReading.Good)Labs.LabReader.Read(Path.Combine(PublishedApp.Clone, "labs"), lab);
            await next.RunAsync(new RunRequest(reading.Lab, reading.Lab.Solutions[0].Text, "answer.csx", new RunOptions(1)), progress: null, CancellationToken.None);
            Assert.That(await traces.FindAsync(), Is.Empty);
        }

        cache.Delete(recursive: true);
        File.Delete(answer);
    }

    // The reference, whose entry never returns after it has done its work once.
    private static async Task<string> EndlessAsync(string folder, string? snippet) =>
        snippet ?? (await File.ReadAllTextAsync(Path.Combine(folder, "solutions", "reference.csx"))).Replace("\n}", "\n    while (true) { }\n}", StringComparison.Ordinal)
            .Replace("return", "Thread.Sleep(-1); return", StringComparison.Ordinal);

    // Its folder's name stands in the command lines of the boxes that it starts.
    private static async Task<Traces> TracesOfAsync(Process grader)
    {
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var tries = 0; tries < 300 && !grader.HasExited; tries++)
        {
            await look.WaitForNextTickAsync();
            foreach (var id in ChildrenOf(grader.Id))
            {
                var command = Traces.Command(id);
                if (command.Contains("SnippetHost.dll", StringComparison.Ordinal) && Folder().Match(command) is { Success: true } match)
                {
                    // A moment more, so that the code is under way.
                    await Task.Delay(TimeSpan.FromSeconds(2));
                    return new Traces(match.Value, []);
                }
            }
        }

        throw new AssertionException("No sandbox was started: " + await grader.StandardError.ReadToEndAsync());
    }

    private static IEnumerable<int> ChildrenOf(int process) =>
        Directory.EnumerateDirectories($"/proc/{process}/task")
            .SelectMany(task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(int.Parse);

    [GeneratedRegex(@"/[\w/.-]*backendlabs[\w.-]*/[0-9a-f]{8}(?=/)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Folder();
}
