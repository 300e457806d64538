namespace BackendLabs.DockerGate.Endpoints;

/// <summary>Why an endpoint of the Engine is not here, for the one who asked for it.</summary>
internal static class AbsentEndpoints
{
    private const string Files =
        "Copying files into or out of a container, and containers into images, is not in this lab: what a container needs goes into Cmd or Env.";

    public static string Reason(string method, IReadOnlyList<string> segments, EngineGatePolicy policy) =>
        (segments[0], segments.Count > 2 ? segments[^1] : segments.Count == 2 ? segments[1] : "") switch
        {
            ("containers", "exec") or ("exec", _) =>
                "Running a second command in a container (exec) is not in this lab: give the container the command that it needs.",
            ("containers", "attach" or "ws" or "resize") => "Attaching to a container is not in this lab: read what it prints through its logs.",
            ("containers", "archive" or "export" or "changes" or "copy") or ("commit", _) => Files,
            ("containers", "update") => "A container's limits are not changed in this lab: they are the lab's.",
            ("containers", "prune") or ("images" or "volumes" or "networks", "prune") or ("system", _) or ("events" or "info", _) =>
                "Requests about the whole machine are not in this lab: they would show and touch what others do.",
            ("containers", "pause" or "unpause" or "stats") => "Pausing and statistics are not in this lab.",
            ("images" or "build" or "auth" or "distribution" or "session" or "grpc", _) =>
                $"Pulling, pushing, loading, building and deleting images is not in this lab: it has {string.Join(", ", policy.Images)}.",
            ("networks", _) => "Networks of your own are not in this lab; a container that publishes a port gets the lab's.",
            ("volumes", _) => "Volumes are not in this lab: data that outlives a container comes later.",
            ("swarm" or "nodes" or "services" or "tasks" or "secrets" or "configs" or "plugins", _) =>
                "Swarms and plugins are not in this lab: they reach beyond this machine's containers.",
            _ => $"{method} /{Shorten(string.Join('/', segments))} is not in this lab.",
        };

    private static string Shorten(string path) => path.Length > 60 ? path[..60] + "…" : path;
}
