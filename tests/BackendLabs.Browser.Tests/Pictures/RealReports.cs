using BackendLabs.Testing.Web;

namespace BackendLabs.Browser.Tests.Pictures;

/// <summary>One report that the pictures are tried with.</summary>
/// <param name="Name">Of its file, without the ending.</param>
/// <param name="Answer">Of a file beneath the lab's <c>wrong/</c>; null for the reference, or where <paramref name="Text"/> is given.</param>
internal sealed record RealReport(string Name, string Lab, string? Answer, string? Text = null)
{
    public string Source => Text ?? (Answer is null ? Answers.Right(Lab) : Answers.Wrong(Lab, Answer));

    public override string ToString() => Name;
}

/// <summary>The reports that are kept as fixtures: what students get to see, of every kind.</summary>
internal static class RealReports
{
    private const string Bind = """
        using Docker.DotNet;
        using Docker.DotNet.Models;
        async Task<JobResult> RunJobAsync(DockerClient docker, string image, string[] command)
        {
            await docker.Containers.CreateContainerAsync(new CreateContainerParameters
            {
                Image = image, Cmd = command, HostConfig = new HostConfig { Binds = ["/:/host"] },
            });
            return new JobResult(0, "", "");
        }
        """;

    private const string DoesNotCompile = """
        string Greet(string? name)
        {
            var words = "Hello, " + nam;
            int length = words;
            var unused = 1;
            Console.Print(unsaid);
            return words.Trimmed() + "!";
        }
        """;

    private const string Prints = """
        string Greet(string? name)
        {
            for (var i = 0; i < 20; i++) Console.WriteLine($"<img src=x onerror=alert({i})> {name}");
            throw new InvalidOperationException("No greeting today.");
        }
        """;

    public static readonly IReadOnlyList<RealReport> All =
    [
        new("passed", "caching/cache-aside", null),
        new("expected-and-actual", "caching/cache-aside", "dictionary"),
        new("clock", "caching/expiry", "click-does-not-renew"),
        new("two-worlds", "caching/redis-is-down", "catches-only-the-read"),
        new("threw", "caching/redis-is-down", "no-catch"),
        new("frozen", "caching/redis-is-down", "waits-as-long-as-the-library"),
        new("hold", "caching/invalidate-on-write", "deletes-before-the-commit"),
        new("fifty-callers", "caching/stampede", "everybody-loads"),
        new("schedule", "concurrency/lost-update", "read-then-write"),
        new("busy", "databases/busy-retry", "for-ever"),
        new("plan", "databases/index-and-plan", "columns-in-the-wrong-order"),
        new("statements", "databases/n-plus-one", "a-page-at-a-time"),
        new("glued", "databases/parameters-not-strings", "glued"),
        new("containers", "deployment/run-a-container", "always-zero"),
        new("denied", "deployment/run-a-container", null, Bind),
        new("compile-error", "start/first-pass", null, DoesNotCompile),
        new("printed", "start/first-pass", null, Prints),
        new("endless", "start/first-pass", null, Answers.Endless),
    ];

    public static RealReport Named(string name) => All.Single(one => one.Name == name);
}
