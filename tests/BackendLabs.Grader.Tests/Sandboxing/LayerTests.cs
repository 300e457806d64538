using BackendLabs.Sandbox;

namespace BackendLabs.Grader.Tests.Sandboxing;

internal sealed class LayerTests
{
    [Test]
    public async Task Every_layer_that_is_said_to_be_active_holds_when_it_is_attacked()
    {
        await using var box = await LiveBox.OpenAsync();
        var proved = await new LayerProof(box.Sandbox, box.HostFolder).RunAsync(CancellationToken.None);

        Assert.That(proved, Is.EqualTo(box.Sandbox.Layers));
        Assert.That(
            proved.Select(layer => layer.Name),
            Is.SupersetOf(new[] { "cgroup", "account", "rlimits", "namespaces", "files", "network", "seccomp", "environment", "descriptors", "runtime" }));
    }

    [Test]
    public async Task Two_hundred_starts_at_once_inherit_nothing_of_each_other()
    {
        await using var box = await LiveBox.OpenAsync();
        var gate = new SemaphoreSlim(20);
        var seen = await Task.WhenAll(Enumerable.Range(0, 200).Select(async _ =>
        {
            await gate.WaitAsync();
            try
            {
                return (await box.RunAsync("ls", ["/proc/self/fd"])).Output;
            }
            finally
            {
                gate.Release();
            }
        }));

        Assert.That(seen, Is.All.EqualTo("0\n1\n2\n3\n"));
    }

    [Test]
    public async Task A_forbidden_call_ends_a_students_process_and_fails_in_one_of_ours()
    {
        await using var box = await LiveBox.OpenAsync();
        var student = await box.RunAsync("unshare", ["--user", "ls", "/"]);
        var own = await box.RunAsync("unshare", ["--user", "ls", "/"], SystemCallProfile.Own);

        Assert.That(student.End.Code, Is.EqualTo(159));
        Assert.That(own.End.Code, Is.EqualTo(1));
        Assert.That(own.End.LastWords, Does.Contain("Operation not permitted"));
    }

    [Test]
    public async Task Without_the_filter_the_probe_says_so()
    {
        await using var box = await LiveBox.OpenAsync();
        foreach (var profile in Enum.GetValues<SystemCallProfile>())
        {
            // A filter of no rules: the return of SECCOMP_RET_ALLOW, one instruction of classic BPF.
            await File.WriteAllBytesAsync(Path.Combine(box.Sandbox.Folder.Path, $"calls-{profile.ToString().ToLowerInvariant()}.bpf"), [0x06, 0, 0, 0, 0, 0, 0xff, 0x7f]);
        }

        var proved = await new LayerProof(box.Sandbox, box.HostFolder).RunAsync(CancellationToken.None);

        var seccomp = proved.Single(layer => layer.Name == "seccomp");
        Assert.That(seccomp.State, Is.EqualTo("missing"));
        Assert.That(seccomp.Reason, Does.Contain("unshare reaches the kernel").And.Contain("a forbidden call did not end the process"));
    }
}
