using System.Net.Sockets;
using System.Text;
using BackendLabs.DockerGate;

namespace BackendLabs.Grader.Tests.Containers;

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

    [TestCase("18.09.1", "1.39", "1.12", "too old", "Update Docker to 20.10")]
    [TestCase("19.03.15", "1.40", "1.12", "too old", "Update Docker to 20.10")]
    [TestCase("35.0.0", "1.70", "1.60", "too new", "Update BackendLabs")]
    [TestCase("40.0.0", "2.3", "2.0", "too new", "Update BackendLabs")]
    public async Task An_engine_whose_api_is_not_ours_is_told_in_one_line(string version, string api, string least, string reason, string remedy)
    {
        var absent = (DockerEngineLookup.Absent)await AskAsync(version, api, least);
        Assert.That(absent.Reason, Does.Contain(reason).And.Contain(version).And.Not.Contain("\n"));
        Assert.That(absent.Remedy, Does.StartWith(remedy));
    }

    [TestCase("20.10.24", "1.41", "1.12", "1.41")]
    [TestCase("30.0.0", "1.55", "1.44", "1.47")]
    public async Task An_engine_is_spoken_to_in_the_newest_version_that_both_know(string version, string api, string least, string spoken)
    {
        using var engine = ((DockerEngineLookup.Found)await AskAsync(version, api, least)).Engine;
        Assert.That(engine.ApiVersion, Is.EqualTo(spoken));
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

    /// <summary>What becomes of an Engine that says this of itself: no Engine of these versions is at hand.</summary>
    private static async Task<DockerEngineLookup> AskAsync(string version, string api, string least)
    {
        var folder = Directory.CreateTempSubdirectory("bl-engine-").FullName;
        try
        {
            var path = Path.Combine(folder, "docker.sock");
            using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            listener.Bind(new UnixDomainSocketEndPoint(path));
            listener.Listen();
            var looking = DockerEngine.FindAsync("unix://" + path, [], CancellationToken.None);
            using var socket = await listener.AcceptAsync();
            await socket.ReceiveAsync(new byte[4096]);
            var body = $$"""{"Version":"{{version}}","ApiVersion":"{{api}}","MinAPIVersion":"{{least}}","Arch":"amd64"}""";
            await socket.SendAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n{body}"));
            return await looking;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
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
