using BackendLabs.DockerGate;

namespace BackendLabs.Grader.Services.Redis;

/// <param name="Name">As <c>docker pull</c> takes it; the tag names a version, so that all machines run the same.</param>
/// <param name="Program">The server in it.</param>
internal sealed record RedisImageName(string Name, string Program);

/// <summary>What became of the search for an image with a Redis server.</summary>
internal abstract record RedisImageLookup
{
    private RedisImageLookup() { }

    /// <param name="Id">The image's own, which no later pull changes.</param>
    internal sealed record Found(string Id, RedisImageName Image) : RedisImageLookup;

    internal sealed record Absent(string Reason, string Remedy) : RedisImageLookup;
}

/// <summary>An image with a Redis server: one that the Engine has, or else pulled.</summary>
internal static class RedisImage
{
    /// <summary>In this order; where the Engine has none, the first is pulled. It is the one that docker-compose.yml names.</summary>
    public static readonly IReadOnlyList<RedisImageName> Usual =
    [
        new("redis:7.4.2-alpine", "redis-server"),
        new("redis:7.2-alpine", "redis-server"),
        new("redis:7-alpine", "redis-server"),
        new("redis:7", "redis-server"),
        new("valkey/valkey:8-alpine", "valkey-server"),
        new("backendlabs/redis:1", "redis-server"),
    ];

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <returns>One that the Engine has already.</returns>
    /// <exception cref="EngineGoneException">The Engine does not answer.</exception>
    public static async Task<RedisImageLookup> FindAsync(DockerEngine engine, IReadOnlyList<RedisImageName> names, CancellationToken cancellationToken)
    {
        foreach (var image in names)
        {
            var answer = await engine.Client.SendAsync(HttpMethod.Get, $"images/{image.Name}/json", body: null, Limit, cancellationToken);
            if (answer.Status == 200)
                return new RedisImageLookup.Found(answer.Json()["Id"]!.GetValue<string>(), image);
        }

        return new RedisImageLookup.Absent(
            $"The Docker Engine has no image with a Redis server; looked for {string.Join(", ", names.Select(image => image.Name))}.", Remedy(names));
    }

    /// <param name="say">Told before a pull begins.</param>
    /// <returns>The first of them that the Engine has, or else the first of all, pulled.</returns>
    /// <exception cref="EngineGoneException">The Engine does not answer.</exception>
    public static async Task<RedisImageLookup> FetchAsync(
        DockerEngine engine, IReadOnlyList<RedisImageName> names, Action<string> say, CancellationToken cancellationToken)
    {
        var found = await FindAsync(engine, names, cancellationToken);
        if (found is RedisImageLookup.Found)
            return found;
        say($"Pulling the image {names[0].Name}, once");
        var colon = names[0].Name.LastIndexOf(':');
        var (repository, tag) = (names[0].Name[..colon], names[0].Name[(colon + 1)..]);
        var pulled = await engine.Client.SendAsync(
            HttpMethod.Post, $"images/create?fromImage={Uri.EscapeDataString(repository)}&tag={tag}", body: null, GraderTimes.Pull, cancellationToken);
        return ImageImport.ErrorIn(pulled) is { } error
            ? new RedisImageLookup.Absent($"The image {names[0].Name} could not be pulled: {error}", Remedy(names))
            : await FindAsync(engine, [names[0]], cancellationToken);
    }

    private static string Remedy(IReadOnlyList<RedisImageName> names) =>
        $"Where a registry is reachable: docker pull {names[0].Name}. Or without Docker: {NoRedis.Install}";
}
