namespace BackendLabs.Judge.Services.Docker;

/// <summary>A container as the Engine has it, whatever the snippet says about it.</summary>
/// <param name="Id">In full, 64 hexadecimal digits.</param>
/// <param name="Name">As the snippet gave it, without a slash.</param>
/// <param name="State"><c>created</c>, <c>running</c>, <c>paused</c>, <c>restarting</c>, <c>exited</c> or <c>dead</c>.</param>
/// <param name="ExitCode">Of its last run; null where it has not ended yet.</param>
/// <param name="Command">Program and arguments, entry point first.</param>
/// <param name="Environment">With the image's own variables.</param>
/// <param name="Ports">Container port (<c>80/tcp</c>) to the port on 127.0.0.1, where it is published at this moment.</param>
public sealed record ContainerFact(
    string Id,
    string Name,
    string Image,
    string State,
    long? ExitCode,
    IReadOnlyList<string> Command,
    IReadOnlyDictionary<string, string> Labels,
    IReadOnlyDictionary<string, string> Environment,
    IReadOnlyDictionary<string, int> Ports);

/// <summary>What a web server in a container answered.</summary>
/// <param name="Status">The HTTP status, 200 where all is well.</param>
public sealed record ContainerHttpAnswer(int Status, string Body);
