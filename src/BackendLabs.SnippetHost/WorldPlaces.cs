namespace BackendLabs.SnippetHost;

/// <summary>What this process sees of its world.</summary>
internal sealed record WorldPlaces(string Sockets, string Data)
{
    public string JudgeSocket => Path.Combine(Sockets, "host.sock");

    public string RedisSocket => Path.Combine(Sockets, "redis.sock");

    public string DockerSocket => Path.Combine(Sockets, "docker.sock");

    public string HttpSocket => Path.Combine(Sockets, "http.sock");

    public string Database => Path.Combine(Data, "lab.db");
}
