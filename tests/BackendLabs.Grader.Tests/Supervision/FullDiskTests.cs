using System.Diagnostics;
using BackendLabs.Contract;
using BackendLabs.Grader.Tests.Sandboxing;
using BackendLabs.Labs;
using BackendLabs.Sandbox;

namespace BackendLabs.Grader.Tests.Supervision;

/// <summary>The disk beneath the folder of runs is full, at any moment: nothing is counted, nothing breaks, and with room made the next run passes.</summary>
[NonParallelizable]
internal sealed class FullDiskTests
{
    private const string Lab = "caching/cache-aside";

    private string _disk = null!;

    // Enough for ever more of a grader's and a world's files.
    private static int[] Kilobytes => IsFull ? [0, 4, 12, 16, 40, 100, 200] : [4, 16, 40];

    private static int[] Names => IsFull ? [0, 2, 4, 6, 9, 12, 20] : [2, 6];

    private static bool IsFull => Environment.GetEnvironmentVariable("BACKENDLABS_FULL") == "1";

    [SetUp]
    public void Mount_a_small_disk()
    {
        if (!Environment.IsPrivilegedProcess)
            LiveBox.Absent("The right to mount a small disk", "sudo ./test.sh");
        if (MachineTools.OnPath("redis-server") is null)
            LiveBox.Absent("redis-server", "apt-get install redis-server");
        _disk = Path.Combine("/run", "small-disk-" + Environment.ProcessId);
        Directory.CreateDirectory(_disk);
        Run("mount", "-t", "tmpfs", "-o", "size=4m,nr_inodes=200,mode=711", "none", _disk);
    }

    [TearDown]
    public void Unmount()
    {
        if (_disk is null)
            return;
        Run("umount", _disk);
        Directory.Delete(_disk);
    }

    [TestCaseSource(nameof(Kilobytes))]
    public async Task A_run_on_a_disk_with_little_room(int kilobytesLeft)
    {
        await using var runner = PublishedRunner.With(OnSmallDisk);
        using (FillBytes(kilobytesLeft))
            AssertIsOurs(await runner.CheckAsync(Lab, "solutions/reference.csx"));

        await AssertPassesAsync(runner);
    }

    [TestCaseSource(nameof(Names))]
    public async Task A_run_on_a_disk_with_little_room_for_names(int namesLeft)
    {
        await using var runner = PublishedRunner.With(OnSmallDisk);
        var filled = FillNames(namesLeft);
        AssertIsOurs(await runner.CheckAsync(Lab, "solutions/reference.csx"));

        Directory.Delete(filled, recursive: true);
        await AssertPassesAsync(runner);
    }

    [Test]
    public async Task A_disk_that_fills_up_between_two_runs()
    {
        await using var runner = PublishedRunner.With(OnSmallDisk);
        await AssertPassesAsync(runner);
        using (FillBytes(0))
        {
            AssertIsOurs(await runner.CheckAsync(Lab, "solutions/reference.csx"));
            AssertIsOurs(await runner.CheckAsync(Lab, "solutions/reference.csx"));
        }

        // What was made on the full disk may have been lent already; it is replaced by then.
        AssertIsOurs(await runner.CheckAsync(Lab, "solutions/reference.csx"));
        await AssertPassesAsync(runner);
    }

    [Test]
    public async Task A_look_at_the_layers_on_a_full_disk_says_what_is_wrong()
    {
        await using var runner = PublishedRunner.With(OnSmallDisk);
        using (FillBytes(0))
            Assert.That(async () => await runner.InspectLayersAsync(CancellationToken.None), Throws.InstanceOf<InfrastructureException>().With.Message.Contains(_disk));

        Assert.That(await runner.InspectLayersAsync(CancellationToken.None), Has.None.With.Property(nameof(LayerState.State)).EqualTo("missing"));
    }

    private MachineTools OnSmallDisk(MachineTools tools) => tools with { RunsFolder = Path.Combine(_disk, "b") };

    // A little room may be enough.
    private static void AssertIsOurs(RunReport report) => Assert.That(
        report.Verdict, Is.InstanceOf<Verdict.InfrastructureError>().Or.InstanceOf<Verdict.RuntimeError>().Or.InstanceOf<Verdict.Passed>(), () => Say(report));

    private async Task AssertPassesAsync(LabGrader runner)
    {
        var report = await runner.CheckAsync(Lab, "solutions/reference.csx");
        Assert.That(report.Verdict, Is.InstanceOf<Verdict.Passed>(), () => Say(report));
    }

    private static string Say(RunReport report) =>
        $"{report.Verdict}; {string.Join("; ", report.Checks.Select(check => $"{check.Id}: {check.Status}"))}";

    private FileStream FillBytes(int kilobytesLeft)
    {
        var file = new FileStream(Path.Combine(_disk, "full"), new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 0, Options = FileOptions.DeleteOnClose });
        var room = new DriveInfo(_disk).AvailableFreeSpace - kilobytesLeft * 1024;
        var block = new byte[4096];
        for (; room >= block.Length; room -= block.Length)
            file.Write(block);
        return file;
    }

    private string FillNames(int left)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_disk, "names")).FullName;
        var made = new List<string>();
        try
        {
            while (true)
            {
                var name = Path.Combine(folder, made.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
                File.Create(name).Dispose();
                made.Add(name);
            }
        }
        catch (IOException)
        {
            // Full.
        }

        foreach (var name in made.TakeLast(left))
            File.Delete(name);
        return folder;
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, program);
    }
}
