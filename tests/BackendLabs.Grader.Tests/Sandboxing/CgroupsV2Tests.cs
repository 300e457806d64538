using BackendLabs.Sandbox;

namespace BackendLabs.Grader.Tests.Sandboxing;

/// <summary>Against a folder tree that looks like the kernel's; what the kernel itself says is proved where version 2 is mounted.</summary>
internal sealed class CgroupsV2Tests
{
    private string _mount = null!;

    [SetUp]
    public void MakeMount() => _mount = Directory.CreateTempSubdirectory("cgroup2-").FullName;

    [TearDown]
    public void RemoveMount() => Directory.Delete(_mount, recursive: true);

    [Test]
    public void Without_the_controllers_there_is_none()
    {
        File.WriteAllText(Path.Combine(_mount, "cgroup.controllers"), "cpuset io\n");
        File.WriteAllText(Path.Combine(_mount, "cgroup.subtree_control"), "");
        Assert.That(CgroupsV2.FindV2(_mount, "/", "grader1"), Is.Null);
    }

    [Test]
    public void What_is_not_mounted_is_not_found() =>
        Assert.That(CgroupsV2.FindV2("/sys/fs/no-such-cgroup", "/", "grader1"), Is.Null);

    [Test]
    public void Limits_are_written_in_the_words_of_the_kernel()
    {
        // A plain folder makes no files of its own, so all levels are laid out before.
        foreach (var folder in new[] { "", "backendlabs", "backendlabs/grader1" })
            Lay(folder);
        var run = Path.Combine(_mount, "backendlabs/grader1/host-1");
        Directory.CreateDirectory(run);
        foreach (var file in new[] { "memory.swap.max", "memory.oom.group", "cpu.max" })
            File.WriteAllText(Path.Combine(run, file), "");
        File.WriteAllText(Path.Combine(run, "memory.events"), "low 0\nhigh 0\nmax 12\noom 1\noom_kill 1\noom_group_kill 1\n");
        File.WriteAllText(Path.Combine(run, "memory.peak"), "4194304\n");
        File.WriteAllText(Path.Combine(run, "cpu.stat"), "usage_usec 2500\nuser_usec 2000\n");

        var made = CgroupsV2.FindV2(_mount, "/", "grader1")!.Create("host-1", new ProcessLimits(1024, 16, 32, 1, 1) { Cores = 3 });

        Assert.Multiple(() =>
        {
            Assert.That(Read("memory.max"), Is.EqualTo("1024"));
            Assert.That(Read("memory.swap.max"), Is.EqualTo("0"));
            Assert.That(Read("memory.oom.group"), Is.EqualTo("1"));
            Assert.That(Read("pids.max"), Is.EqualTo("16"));
            Assert.That(Read("cpu.max"), Is.EqualTo("300000 100000"));
            Assert.That(made.WasOutOfMemory, Is.True);
            Assert.That(made.PeakBytes, Is.EqualTo(4194304));
            Assert.That(made.Cpu, Is.EqualTo(TimeSpan.FromMilliseconds(2.5)));
        });

        string Read(string file) => File.ReadAllText(Path.Combine(run, file));
    }

    [Test]
    public void Where_the_kernel_keeps_no_peak_the_largest_that_was_seen_is_told()
    {
        File.WriteAllText(Path.Combine(_mount, "memory.current"), "5000\n");
        var old = CgroupsV2.At(_mount);
        Assert.That((old.HasToBeWatched, old.PeakBytes), Is.EqualTo((true, 5000)));
        File.WriteAllText(Path.Combine(_mount, "memory.current"), "9000\n");
        Assert.That(old.PeakBytes, Is.EqualTo(9000));
        File.WriteAllText(Path.Combine(_mount, "memory.current"), "1000\n");
        Assert.That(old.PeakBytes, Is.EqualTo(9000));

        File.WriteAllText(Path.Combine(_mount, "memory.peak"), "7000\n");
        var young = CgroupsV2.At(_mount);
        Assert.That((young.HasToBeWatched, young.PeakBytes), Is.EqualTo((false, 7000)));
    }

    [Test]
    public void A_user_whose_own_cgroup_is_not_delegated_is_told_how_to_get_it()
    {
        Lay("");
        var (reason, remedy) = Cgroups.WhyNone(_mount, isRoot: false, user: 1000, isInContainer: false);
        Assert.That(reason, Does.Contain("delegated"));
        Assert.That(remedy, Does.Contain("systemd-run --user --scope -p Delegate=yes"));
    }

    [Test]
    public void Root_that_may_not_write_is_told_so_and_a_machine_without_cgroups_too()
    {
        Assert.That(Cgroups.WhyNone(_mount, isRoot: true, user: 0, isInContainer: true), Is.EqualTo(($"no cgroups are mounted at {_mount}", (string?)null)));
        Lay("");
        Assert.That(Cgroups.WhyNone(_mount, isRoot: true, user: 0, isInContainer: true).Reason, Does.Contain("a container may not"));
    }

    [Test]
    public void A_user_of_version_1_is_told_the_command_that_gives_him_a_folder_in_each_tree()
    {
        foreach (var controller in new[] { "memory", "pids", "cpuacct" })
        {
            Directory.CreateDirectory(Path.Combine(_mount, controller));
            File.WriteAllText(Path.Combine(_mount, controller, "cgroup.procs"), "");
        }

        Assert.That(
            Cgroups.WhyNone(_mount, isRoot: false, user: 1000, isInContainer: false).Remedy,
            Does.EndWith($"sudo sh -c 'for c in memory pids cpuacct; do install -d -o 1000 {_mount}/$c/backendlabs-1000; done'"));
    }

    [Test]
    public void A_live_mount_without_the_controllers_is_left_for_version_1()
    {
        const string Unified = "/sys/fs/cgroup/unified";
        if (!File.Exists(Unified + "/cgroup.controllers") || File.ReadAllText(Unified + "/cgroup.controllers").Contains("memory", StringComparison.Ordinal))
            Assert.Ignore("No second mount of version 2 without the memory controller is here; systemd's hybrid mode has one.");
        Assert.That(CgroupsV2.FindV2(Unified, "/", "test-" + Environment.ProcessId), Is.Null);
        Assert.That(Unified + "/backendlabs", Does.Not.Exist);
    }

    private void Lay(string folder)
    {
        var path = Path.Combine(_mount, folder);
        Directory.CreateDirectory(path);
        File.WriteAllText(Path.Combine(path, "cgroup.controllers"), "cpu memory pids\n");
        File.WriteAllText(Path.Combine(path, "cgroup.subtree_control"), "memory pids cpu\n");
    }
}
