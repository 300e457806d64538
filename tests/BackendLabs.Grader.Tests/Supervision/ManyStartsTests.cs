using BackendLabs.Grader.Tests.Sandboxing;
using BackendLabs.Sandbox;

namespace BackendLabs.Grader.Tests.Supervision;

/// <summary>A grader that starts processes all day holds no more at its end than at its beginning.</summary>
[NonParallelizable]
internal sealed class ManyStartsTests
{
    private const int AtOnce = 8;

    private static int Starts => Environment.GetEnvironmentVariable("BACKENDLABS_FULL") == "1" ? 10_000 : 1_000;

    [TestCase("ends", "true", new string[0])]
    [TestCase("is killed", "sleep", new[] { "600" })]
    [TestCase("leaves processes behind", "sh", new[] { "-c", "for i in 1 2 3; do setsid sleep 600 </dev/null >/dev/null 2>&1 & done; echo >&2" })]
    [TestCase("is over its memory", "sh", new[] { "-c", "a=$(tr '\\0' a </dev/zero)" })]
    [TestCase("is no program", "no-such-program", new string[0])]
    public async Task After_many_starts_of_what(string what, string program, string[] arguments)
    {
        await using var box = await LiveBox.OpenAsync();
        await StartManyAsync(box.Sandbox, AtOnce * 2, program, arguments);
        var before = OwnTraces.Of(box.Sandbox);

        await StartManyAsync(box.Sandbox, what is "ends" ? Starts : Starts / 20, program, arguments);

        var after = OwnTraces.Of(box.Sandbox);
        Assert.That(
            (after.Children, after.Cgroups, after.Mounts, after.Sockets, after.Entries), Is.EqualTo((0, 0, before.Mounts, 0, before.Entries)), $"After many starts of what {what}.");
        // The runtime's pool of threads breathes, and what others opened in this process may be collected meanwhile.
        Assert.That(after.Descriptors, Is.LessThan(before.Descriptors + AtOnce));
        Assert.That(after.Threads, Is.LessThan(before.Threads + AtOnce));
    }

    [Test]
    public async Task When_an_end_is_told_nothing_of_the_process_is_left_to_write()
    {
        await using var box = await LiveBox.OpenAsync();
        var account = box.Sandbox.Accounts?.Rent();
        var data = Directory.CreateDirectory(Path.Combine(box.Sandbox.Folder.Path, "data")).FullName;
        if (account is not null)
            Native.ChangeOwner(data, account.User, account.Group);
        for (var round = 0; round < 20; round++)
        {
            await using var process = await box.Sandbox.StartAsync(Spec(
                "sh", ["-c", "for i in 1 2 3 4 5 6 7 8; do setsid sh -c 'while :; do echo >> /data/f; done' </dev/null >/dev/null 2>&1 & done; sleep 0.05"], account) with
            {
                Mounts = [.. Programs("sh", "setsid", "sleep"), new SandboxMount(data, "/data", Writable: true)],
            });
            if (round % 2 == 1)
                process.Kill();
            await process.Ended;

            var file = new FileInfo(Path.Combine(data, "f"));
            var length = file.Exists ? file.Length : 0;
            await Task.Delay(5, CancellationToken.None);
            file.Refresh();
            Assert.That(file.Exists ? file.Length : 0, Is.EqualTo(length), $"Round {round}: somebody still writes.");
        }
    }

    internal static async Task StartManyAsync(ProcessSandbox sandbox, int times, string program, string[] arguments)
    {
        var left = times;
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
                await StartAsync(sandbox, program, arguments);
        }));
    }

    private static async Task StartAsync(ProcessSandbox sandbox, string program, string[] arguments)
    {
        var account = sandbox.Accounts?.Rent();
        await using (var process = await sandbox.StartAsync(Spec(program, arguments, account)))
        {
            if (arguments is ["600"])
                process.Kill();
            await process.Ended;
        }

        if (account is not null)
            sandbox.Accounts!.Return(account);
    }

    internal static SandboxSpec Spec(string program, string[] arguments, ProcessAccount? account) => new(
        "test", [MachineTools.OnPath(program) ?? "/" + program, .. arguments], [.. Programs(program, "setsid", "sleep", "tr")],
        new ProcessLimits(MemoryBytes: 16 * 1024 * 1024, Processes: 64, OpenFiles: 64, FileBytes: 1 << 28, TemporaryBytes: 1 << 20), account)
    {
        Environment = new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin" },
        Calls = SystemCallProfile.Student,
    };

    internal static IEnumerable<SandboxMount> Programs(params string[] names) =>
        names.Distinct().Select(MachineTools.OnPath).OfType<string>().Select(path => new SandboxMount(path, path));
}
