namespace BackendLabs.SnippetHost;

/// <summary>What this process sees of its world.</summary>
internal sealed record WorldPlaces(string Sockets, string Data)
{
    public string JudgeSocket => Path.Combine(Sockets, "host.sock");

    public string RedisSocket => Path.Combine(Sockets, "redis.sock");

    public string DockerSocket => Path.Combine(Sockets, "docker.sock");

    public string HttpSocket => Path.Combine(Sockets, "http.sock");

    public string Database => Path.Combine(Data, DatabaseName);

    private string DatabaseName { get; init; } = "lab.db";

    /// <param name="ownDatabase">The file in place of the world's database; null for that one.</param>
    public WorldPlaces With(string? ownDatabase) => ownDatabase is null ? this : this with { DatabaseName = ownDatabase };
}
