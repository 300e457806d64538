using BackendLabs.Runner.Containers;

namespace BackendLabs.Runner.Tests.Containers;

public sealed class EngineLookupTests
{
    [Test]
    public async Task Without_an_engine_one_line_says_how_to_get_one()
    {
        var lookup = await DockerEngine.FindAsync(null, ["/nowhere/docker.sock"], CancellationToken.None);
        Assert.That(lookup, Is.TypeOf<DockerEngineLookup.Absent>());
        var absent = (DockerEngineLookup.Absent)lookup;
        Assert.That(absent.Reason, Does.Contain("/nowhere/docker.sock"));
        Assert.That(absent.Remedy, Does.Contain("docker.io").And.Not.Contain("\n"));
    }

    [TestCase("docker.sock")]
    [TestCase("unix://relative.sock")]
    [TestCase("ssh://host")]
    [TestCase("tcp://host:2375/path")]
    public async Task A_docker_host_that_is_not_understood_is_named(string value)
    {
        var lookup = await DockerEngine.FindAsync(value, [], CancellationToken.None);
        Assert.That(((DockerEngineLookup.Absent)lookup).Reason, Does.Contain(value));
    }

    [Test]
    public async Task A_socket_that_nobody_answers_is_told_apart_from_none()
    {
        var lookup = await DockerEngine.FindAsync("tcp://127.0.0.1:1", [], CancellationToken.None);
        Assert.That(((DockerEngineLookup.Absent)lookup).Remedy, Does.StartWith("Start Docker"));
    }

    [Test]
    public async Task The_live_engine_is_found()
    {
        using var engine = await LiveGate.EngineAsync();
        Assert.That(engine.Version, Is.Not.Empty);
        Assert.That(EngineApiVersion.Parse(engine.ApiVersion), Is.Not.Null);
    }

    [Test]
    public async Task The_base_image_is_made_once_however_many_ask()
    {
        using var engine = await LiveGate.EngineAsync();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => BaseImage.EnsureAsync(engine, CancellationToken.None)));
        Assert.That(outcomes, Is.All.EqualTo(new BaseImageOutcome.Ready(BaseImage.Name, Made: false)));
    }

    [Test]
    public void The_same_programs_make_the_same_bytes()
    {
        var one = BaseImageFiles.Gather(["/bin/busybox"]);
        var other = BaseImageFiles.Gather(["/bin/busybox"]);
        if (one is null || other is null)
            Assert.Ignore("There is no busybox and no /bin/sh here: sudo apt-get install busybox-static");
        Assert.That(ImageFiles.Digest(one!.ToArchive()), Is.EqualTo(ImageFiles.Digest(other!.ToArchive())));
    }

    [Test]
    public void A_shell_that_needs_libraries_brings_them()
    {
        if (!OperatingSystem.IsLinux() || ElfBinary.Read(File.ReadAllBytes("/bin/sh")) is not { } shell)
        {
            Assert.Ignore("/bin/sh is no ELF program here.");
            return;
        }

        Assert.That(shell.Interpreter, Is.Null.Or.StartsWith("/lib"));
        Assert.That(shell.Libraries, Is.All.Match(@"\.so"));
        Assert.That(BaseImageFiles.Gather([]), Is.Not.Null);
    }
}
