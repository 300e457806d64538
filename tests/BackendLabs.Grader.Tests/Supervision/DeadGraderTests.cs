using System.Diagnostics;
using BackendLabs.Grader.Tests.Sandboxing;
using BackendLabs.Sandbox;

namespace BackendLabs.Grader.Tests.Supervision;

/// <summary>What graders left that were killed, and what living ones hold, when the next one starts.</summary>
[NonParallelizable]
internal sealed class DeadGraderTests
{
    private static MachineTools Tools => MachineTools.Find();

    [Test]
    public async Task A_living_graders_processes_folders_and_cgroups_are_left_alone()
    {
        await using var box = await LiveBox.OpenAsync();
        await using var process = await box.Sandbox.StartAsync(ManyStartsTests.Spec("sleep", ["600"], account: null));
        var cgroups = OwnTraces.CgroupsOf(box.Sandbox);

        for (var next = 0; next < 3; next++)
            await (await ProcessSandbox.CreateAsync(Tools, TimeProvider.System, CancellationToken.None)).DisposeAsync();

        Assert.That(process.Ended.IsCompleted, Is.False);
        Assert.That(box.Sandbox.Folder.Path, Does.Exist);
        Assert.That(cgroups, Is.All.Exist);
    }

    [Test]
    public async Task Many_graders_that_start_at_once_leave_each_other_alone()
    {
        await (await LiveBox.OpenAsync()).DisposeAsync();
        var started = await Task.WhenAll(Enumerable.Range(0, 12).Select(async _ =>
        {
            await Task.Yield();
            await using var sandbox = await ProcessSandbox.CreateAsync(Tools, TimeProvider.System, CancellationToken.None);
            await using var process = await sandbox.StartAsync(ManyStartsTests.Spec("true", [], account: null));
            return (await process.Ended).Code;
        }));

        Assert.That(started, Is.All.Zero);
    }

    [Test]
    public async Task A_folder_without_a_living_grader_is_removed_and_one_that_is_being_made_is_not()
    {
        await using var box = await LiveBox.OpenAsync();
        var parent = Path.GetDirectoryName(box.Sandbox.Folder.Path)!;
        var dead = Directory.CreateDirectory(Path.Combine(parent, "0000dead")).FullName;
        Directory.CreateDirectory(Path.Combine(dead, "j1/1/db"));
        await File.WriteAllTextAsync(Path.Combine(dead, "lock"), "");
        var being = Directory.CreateDirectory(Path.Combine(parent, "0000made.new")).FullName;

        await (await ProcessSandbox.CreateAsync(Tools, TimeProvider.System, CancellationToken.None)).DisposeAsync();

        Assert.That(dead, Does.Not.Exist);
        Assert.That(being, Does.Exist);
        Directory.Delete(being);
    }

    [Test]
    public async Task A_process_that_outlived_its_grader_is_ended_with_its_cgroup()
    {
        await using var box = await LiveBox.OpenAsync();
        if (OwnTraces.CgroupsOf(box.Sandbox) is not [] || Cgroups.Find("0000dead") is not { } cgroups)
        {
            LiveBox.Absent("A cgroup to make others beneath", "sudo ./test.sh");
            return;
        }

        var left = cgroups.Create("left-1", new ProcessLimits(1 << 26, 8, 64, 1 << 20, 1 << 20));
        using var process = Process.Start("/bin/sh", ["-c", $"for f in {string.Join(' ', left.JoinFiles)}; do echo 0 > $f; done; exec sleep 600"])!;
        await WaitForAsync(() => File.ReadAllText(left.JoinFiles[0]).Length > 0);

        // Its folder of runs is gone, but its lock on the cgroup holds: a grader in another container looks like that.
        await (await ProcessSandbox.CreateAsync(Tools, TimeProvider.System, CancellationToken.None)).DisposeAsync();
        Assert.That(process.HasExited, Is.False);

        cgroups.LetGo();
        await (await ProcessSandbox.CreateAsync(Tools, TimeProvider.System, CancellationToken.None)).DisposeAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(5));
        Assert.That(left.JoinFiles.Select(file => Path.GetDirectoryName(Path.GetDirectoryName(file))), Has.None.Exist);
    }

    private static async Task WaitForAsync(Func<bool> isSo)
    {
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        for (var looks = 0; looks < 500 && !isSo(); looks++)
            await look.WaitForNextTickAsync();
        Assert.That(isSo(), Is.True);
    }
}
