using System.Globalization;
using BackendLabs.Testing;

namespace BackendLabs.Faults.Tests.Faults;

/// <summary>Graders whose machine or whose run breaks: no student fails by it.</summary>
internal sealed class GradersThatStop() : FaultFixture("sqlite")
{
    [Test]
    public async Task A_submission_that_loses_its_grader_three_times_is_an_infrastructure_error()
    {
        using var ada = await ArriveAsync();
        var attempt = await ada.SubmitAsync(SmallLab.Id, Slow);
        for (var killed = 1; killed <= 3; killed++)
        {
            var grader = StartGrader();
            await UntilAsync(attempt, "checking", killed);
            await grader.KillAsync();
            await Rows.LapseAsync(attempt);
        }

        StartGrader();

        Assert.That(await OnlyVerdictAsync(attempt), Is.EqualTo("infrastructure_error"));
    }

    [Test]
    public async Task A_judge_that_is_killed_is_replaced_and_the_run_passes()
    {
        using var ada = await ArriveAsync();
        var grader = StartGrader();
        var attempt = await ada.SubmitAsync(SmallLab.Id, Slow);
        await UntilAsync(attempt, "checking");
        var judges = Machine.Below(grader.Id, "BackendLabs.Judge.dll");
        Assert.That(judges, Is.Not.Empty);

        foreach (var judge in judges)
            await Machine.SignalAsync(judge, "KILL");

        Assert.That(await OnlyVerdictAsync(attempt), Is.EqualTo("passed"));
        Assert.That(await StartsAsync(attempt), Is.EqualTo(1), "The grader repeats it, not the queue.");
    }

    [Test]
    public async Task With_its_descriptors_used_up_a_grader_says_so_and_takes_nothing_until_there_are_more()
    {
        Needs.Root();
        Needs.Program("prlimit", "util-linux");
        var grader = StartGrader();
        await UntilSaidAsync(grader, "Grading for");
        var open = Directory.GetFileSystemEntries($"/proc/{grader.Id}/fd").Length;

        await AssertPausesAsync(
            grader, "files open",
            () => Machine.RunAsync("prlimit", "--pid", Text(grader.Id), $"--nofile={open + 16}:"),
            () => Machine.RunAsync("prlimit", "--pid", Text(grader.Id), "--nofile=4096:"));
    }

    [Test]
    public async Task With_its_process_ids_used_up_a_grader_says_so_and_takes_nothing_until_there_are_more()
    {
        Needs.Root();
        var version1 = Directory.Exists("/sys/fs/cgroup/pids");
        var group = Directory.CreateDirectory($"/sys/fs/cgroup/{(version1 ? "pids/" : "")}lab-faults-{Environment.ProcessId}");
        try
        {
            if (!File.Exists(Path.Combine(group.FullName, "pids.max")))
                Needs.Missing("Control groups of this machine do not count processes.");
            var grader = StartGrader("sh", "-c", $"echo $$ > {group.FullName}/cgroup.procs && exec \"$@\"", "sh");
            await UntilSaidAsync(grader, "Grading for");
            var now = int.Parse(await File.ReadAllTextAsync(Path.Combine(group.FullName, "pids.current")), CultureInfo.InvariantCulture);

            await AssertPausesAsync(grader, "processes", () => SetAsync(Text(now + 8)), () => SetAsync("max"));
            await grader.InterruptAsync();
        }
        finally
        {
            await Patient.UntilAsync(() => IsRemoved(group), () => "an empty control group");
        }

        Task SetAsync(string most) => File.WriteAllTextAsync(Path.Combine(group.FullName, "pids.max"), most);
    }

    private static bool IsRemoved(DirectoryInfo group)
    {
        try
        {
            group.Delete();
            return true;
        }
        catch (IOException)
        {
            // Its last process is still ending.
            return false;
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
