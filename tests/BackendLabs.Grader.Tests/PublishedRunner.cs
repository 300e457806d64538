using BackendLabs.CompilerClient;
using BackendLabs.Contract;
using BackendLabs.Labs;
using BackendLabs.Sandbox;

namespace BackendLabs.Grader.Tests;

/// <summary>The runner on the published programs and the repository's own labs; <c>test.sh</c> says where they are.</summary>
internal static class PublishedRunner
{
    public static LabGrader With(Func<MachineTools, MachineTools> tools, Func<GraderOptions, GraderOptions>? options = null)
    {
        var usual = new GraderOptions(Folder("BACKENDLABS_APP"), Cache) { Tools = tools(MachineTools.Find()) };
        return new LabGrader(options is null ? usual : options(usual));
    }

    public static LabEditor Editor() => new(Folder("BACKENDLABS_APP"), Cache);

    /// <param name="answer">Beneath the lab's folder.</param>
    public static async Task<RunReport> CheckAsync(this LabGrader runner, string lab, string answer, IProgress<RunProgress>? progress = null) =>
        await runner.CheckTextAsync(lab, await File.ReadAllTextAsync(Path.Combine(Folder("BACKENDLABS_ROOT"), "labs", lab, answer)), progress);

    /// <param name="wall">In place of the lab's own limit of time.</param>
    public static async Task<RunReport> CheckTextAsync(this LabGrader runner, string lab, string text, IProgress<RunProgress>? progress = null, TimeSpan? wall = null)
    {
        var read = Read(lab);
        if (wall is { } shorter)
            read = read with { Limits = read.Limits with { Wall = shorter } };
        return await runner.RunAsync(new RunRequest(read, text, "answer.csx", new RunOptions(7)), progress, CancellationToken.None);
    }

    /// <summary>One of the repository's own labs.</summary>
    public static Lab Read(string lab) =>
        ((LabReading.Good)LabReader.Read(Path.Combine(Folder("BACKENDLABS_ROOT"), "labs"), lab)).Lab;

    private static string Cache => Path.Combine(TestContext.CurrentContext.WorkDirectory, "lab-cache");

    private static string Folder(string variable)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } folder)
            return folder;
        var how = variable + " is not set: run ./test.sh";
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(how);
        Assert.Ignore(how);
        return "";
    }
}
