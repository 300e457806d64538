using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace BackendLabs.DockerGate;

/// <summary>What became of the image that labs run.</summary>
internal abstract record BaseImageOutcome
{
    private BaseImageOutcome() { }

    /// <param name="Name">As snippets write it.</param>
    /// <param name="Made">Whether it was made now.</param>
    internal sealed record Ready(string Name, bool Made) : BaseImageOutcome;

    internal sealed record Unavailable(string Reason, string Remedy) : BaseImageOutcome;
}

/// <summary>
/// The image <c>backendlabs/base:1</c>, made offline from what this machine has: a shell, small tools, a web server.
/// A label carries the digest of its files, so it is made once, and anew when they change.
/// </summary>
internal static class BaseImage
{
    public const string Name = "backendlabs/base:1";
    private const string Repository = "backendlabs/base";
    private const string Tag = "1";
    private const string Remedy = "Install a static busybox (Debian, Ubuntu: sudo apt-get install busybox-static) and try again.";

    private static readonly string[] s_busyboxes = ["/bin/busybox", "/usr/bin/busybox", "/bin/busybox.static"];
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private static readonly SemaphoreSlim s_making = new(1, 1);

    /// <exception cref="EngineGoneException">The Engine does not answer, or makes no image.</exception>
    public static Task<BaseImageOutcome> EnsureAsync(DockerEngine engine, CancellationToken cancellationToken) =>
        EnsureAsync(engine, s_busyboxes, cancellationToken);

    internal static async Task<BaseImageOutcome> EnsureAsync(
        DockerEngine engine, IReadOnlyList<string> busyboxes, CancellationToken cancellationToken)
    {
        await s_making.WaitAsync(cancellationToken);
        try
        {
            var existing = await engine.Client.SendAsync(HttpMethod.Get, $"images/{Name}/json", null, Limit, cancellationToken);
            var files = RunsOurPrograms(engine) ? BaseImageFiles.Gather(busyboxes) : null;
            if (files is null)
                return existing.Status == 200 ? new BaseImageOutcome.Ready(Name, Made: false) : WhyNot(engine);
            var archive = files.ToArchive();
            var digest = ImageFiles.Digest(archive);
            if (existing.Status == 200 && existing.Json()["Config"]?["Labels"]?[DockerLabels.BaseDigest]?.GetValue<string>() == digest)
                return new BaseImageOutcome.Ready(Name, Made: false);
            await ImportAsync(engine.Client, archive, digest, cancellationToken);
            await RemoveFormerAsync(engine.Client, cancellationToken);
            return new BaseImageOutcome.Ready(Name, Made: true);
        }
        finally
        {
            s_making.Release();
        }
    }

    internal static bool RunsOurPrograms(DockerEngine engine) => OperatingSystem.IsLinux()
        && (RuntimeInformation.OSArchitecture, engine.Architecture) is (Architecture.X64, "amd64") or (Architecture.Arm64, "arm64");

    private static BaseImageOutcome.Unavailable WhyNot(DockerEngine engine) => RunsOurPrograms(engine)
        ? new("There is no program on this machine to make the labs' image from.", Remedy)
        : new($"The labs' image cannot be made here: the Docker Engine runs linux/{engine.Architecture}, this machine does not.",
            $"Where a registry is reachable: docker pull busybox && docker tag busybox {Name}");

    private static Task ImportAsync(EngineClient engine, byte[] archive, string digest, CancellationToken cancellationToken) =>
        ImageImport.RunAsync(
            engine,
            new ByteArrayContent(archive),
            Repository,
            Tag,
            ["CMD [\"/bin/sh\"]", "ENV PATH=/bin:/usr/bin", "ENV HOME=/tmp", "WORKDIR /", $"LABEL {DockerLabels.BaseDigest}={digest}"],
            cancellationToken);

    /// <summary>An older base image, or the twin of a process that imported at the same moment. One in use stays; its 409 is no error.</summary>
    private static async Task RemoveFormerAsync(EngineClient engine, CancellationToken cancellationToken)
    {
        var filter = new JsonObject { ["dangling"] = new JsonArray("true"), ["label"] = new JsonArray(DockerLabels.BaseDigest) };
        var answer = await engine.SendAsync(
            HttpMethod.Get, $"images/json?filters={Uri.EscapeDataString(filter.ToJsonString())}", null, Limit, cancellationToken);
        if (answer.Status != 200)
            return;
        foreach (var image in answer.Json().AsArray())
            await engine.SendAsync(HttpMethod.Delete, $"images/{image!["Id"]!.GetValue<string>()}", null, Limit, cancellationToken);
    }
}
