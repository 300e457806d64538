using BackendLabs.Sandbox;

namespace BackendLabs.Grader.Tests.Sandboxing;

/// <summary>Each limit of a box reached by a program without a runtime, how that ends, and what is told of its use.</summary>
internal sealed class LimitTests
{
    private const long MB = 1024 * 1024;

    /// <summary>128 + SIGXCPU, and 128 + SIGKILL where the program goes on.</summary>
    private static readonly int?[] OutOfProcessorTime = [152, 137];

    /// <summary>128 + SIGXFSZ.</summary>
    private const int FileTooLarge = 153;

    private static readonly ProcessLimits Few =
        new(MemoryBytes: 32 * MB, Processes: 16, OpenFiles: 16, FileBytes: 2 * MB, TemporaryBytes: 4 * MB) { Cpu = TimeSpan.FromSeconds(1) };

    private LiveBox _box = null!;

    [OneTimeSetUp]
    public async Task Open_a_box() => _box = await LiveBox.OpenAsync();

    [OneTimeTearDown]
    public async Task Close_it()
    {
        if (_box is not null)
            await _box.DisposeAsync();
    }

    [Test]
    public async Task Processor_time_ends_a_busy_program_and_is_told()
    {
        var end = await EndAsync("while :; do :; done");
        Assert.That(OutOfProcessorTime, Does.Contain(end.Code), end.LastWords);
        Assert.That(end.Cpu, Is.InRange(TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(2)));
    }

    [Test]
    public async Task Memory_ends_a_program_that_takes_more_and_its_peak_is_told()
    {
        var end = await EndAsync("a=x; while :; do a=$a$a; done", Few with { Cpu = null });
        Assert.That(end.OutOfMemory, Is.True, end.ToString());
        // The kernel ends it at its limit; a watchdog looks every 50 ms, and the shell doubles meanwhile.
        var isExact = _box.Sandbox.Layers.Single(layer => layer.Name == "cgroup").State == "active";
        Assert.That(end.PeakBytes, Is.InRange(16 * MB, (isExact ? 34 : 256) * MB));
    }

    [Test]
    public async Task Memory_is_that_of_all_processes_together()
    {
        // Each of them alone is within the limit; what one writes, the next keeps.
        var end = await EndAsync("for i in $(seq 14); do (a=$(head -c 3000000 /dev/zero | tr '\\0' a); sleep 1) & done; wait", Few with { Cpu = null, Processes = 64 });
        Assert.That(end.OutOfMemory, Is.True, end.ToString());
    }

    [Test]
    public async Task Processes_beyond_their_number_are_refused()
    {
        var end = await EndAsync("for i in $(seq 40); do sleep 600 & done; echo all 40 >&2");
        Assert.That(end.LastWords, Does.Contain("Cannot fork").And.Not.Contain("all 40"));
        Assert.That(end.OutOfMemory, Is.False);
    }

    [Test]
    public async Task A_file_beyond_its_size_ends_the_program() =>
        Assert.That((await EndAsync("exec head -c 3000000 /dev/zero > /tmp/a")).Code, Is.EqualTo(FileTooLarge));

    [Test]
    public async Task Files_together_are_no_larger_than_the_temporary_folder()
    {
        var end = await EndAsync("for i in 1 2 3 4; do head -c 1500000 /dev/zero > /tmp/$i || exit 9; done");
        Assert.That(end.Code, Is.EqualTo(9));
        Assert.That(end.LastWords, Does.Contain("No space left on device"));
    }

    [Test]
    public async Task Open_files_beyond_their_number_are_refused()
    {
        var end = await EndAsync("exec 3</dev/null 4<&3 5<&3 6<&3 7<&3 8<&3; cat /dev/zero | true; exec bash -c 'for i in $(seq 20); do exec {a}</dev/null || exit 9; done'");
        Assert.That(end.LastWords, Does.Contain("Too many open files"));
    }

    // Bubblewrap's file systems have no limit of names, but the kernel counts what it needs for one as the process's memory.
    [Test]
    public async Task A_flood_of_empty_files_is_a_lack_of_memory()
    {
        var (_, end) = await _box.RunAsync("bash", ["-c", "i=0; while :; do : > /tmp/$((i++)); done"], limits: Few with { Cpu = TimeSpan.FromSeconds(60) });
        if (end.OutOfMemory)
            Assert.That(end.PeakBytes, Is.GreaterThan(24 * MB));
        else
            Assert.That(_box.Sandbox.Layers.Single(layer => layer.Name == "cgroup").State, Is.EqualTo(SandboxLayers.Missing), end.ToString());
    }

    private async Task<ProcessEnd> EndAsync(string script, ProcessLimits? limits = null) =>
        (await _box.RunAsync("sh", ["-c", script], limits: limits ?? Few, more: ["head", "tr", "sleep", "cat", "true", "bash", "seq"])).End;
}
