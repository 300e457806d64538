using BackendLabs.Compiler.Wording;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendLabs.Compiler.Services.Docker;

/// <summary>Names that only the successor of Docker.DotNet 3.125 has (Docker.DotNet.Enhanced, releases 3.126 to 4), and the present ones.</summary>
internal static class DockerRewrites
{
    private const string ReadTheFrames =
        "Ask with tty: false, which gives a MultiplexedStream: GetContainerLogsAsync(id, tty: false, parameters, cancellationToken).";

    internal static readonly IReadOnlyDictionary<string, string> NewerTypes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["DockerClientBuilder"] = "Use the DockerClient that your method is given. Outside of a lab, write new DockerClientConfiguration(address).CreateClient().",
        ["HealthcheckConfig"] = "Write HealthConfig.",
        ["ContainerConfig"] = "Write Config.",
        ["PortSummary"] = "Write Port.",
        ["NetworkSettingsSummary"] = "Write SummaryNetworkSettings.",
        ["WaitExitError"] = "Write ContainerWaitOKBodyError.",
        ["CopyToContainerParameters"] = "Write ContainerPathStatParameters.",
        ["ContainerArchiveResponse"] = "Write GetArchiveFromContainerResponse.",
    };

    internal static readonly IReadOnlyDictionary<(string Type, string Member), string> NewerMembers = new Dictionary<(string, string), string>
    {
        [("IExecOperations", "CreateContainerExecAsync")] = "Write ExecCreateContainerAsync.",
        [("IExecOperations", "ResizeExecTtyAsync")] = "Write ResizeContainerExecTtyAsync.",
        [("IDockerClient", "Options")] = "Write Configuration.",
        [("DockerClient", "Options")] = "Write Configuration.",
        [("ContainerStopParameters", "Signal")] = "Send it with KillContainerAsync(id, new ContainerKillParameters { Signal = … }), then wait with WaitContainerAsync(id).",
        [("ContainerRestartParameters", "Signal")] = "Send it with KillContainerAsync(id, new ContainerKillParameters { Signal = … }), wait with WaitContainerAsync(id), and start it again.",
        [("ContainerListResponse", "Health")] = "Ask for one container: (await docker.Containers.InspectContainerAsync(id)).State.Health.",
        [("ContainerListResponse", "HostConfig")] = "Ask for one container: (await docker.Containers.InspectContainerAsync(id)).HostConfig.",
        [("HealthConfig", "StartInterval")] = "Leave it out, or give a shorter Interval.",
    };

    private static readonly string[] s_ofFrames = ["ReadOutputToEndAsync", "ReadOutputAsync", "CopyOutputToAsync"];

    public static readonly Rewrite[] All =
    [
        new(["CS0246", "CS0103"], finding => HasDocker(finding) && NewerTypes.TryGetValue(finding.Written, out var way) ? Newer(finding.Written, way) : null),
        new(["CS1061", "CS0117"], Member),
        new(["CS0618"], finding => finding.Message.Contains("IContainerOperations.GetContainerLogsAsync(string, ContainerLogsParameters,", StringComparison.Ordinal)
            ? new Said("This GetContainerLogsAsync gives the log as it comes, with the frames of both streams in it.", ReadTheFrames)
            : null),
    ];

    private static Said? Member(Finding finding)
    {
        if (!HasDocker(finding))
            return null;
        var name = finding.Quoted(1);
        var access = finding.Node.AncestorsAndSelf().OfType<MemberAccessExpressionSyntax>().FirstOrDefault();
        var type = (access is null ? null : finding.Model.GetTypeInfo(access.Expression).Type?.Name) ?? finding.Quoted(0);
        if (type == "Stream" && s_ofFrames.Contains(name, StringComparer.Ordinal))
            return new Said($"This stream has no {name}: it is the log as it comes, with the frames of both streams in it.", ReadTheFrames);
        return NewerMembers.TryGetValue((type, name), out var way) ? Newer($"{type}.{name}", way) : null;
    }

    private static Said Newer(string name, string way) => new($"{name} came with a later Docker.DotNet than this lab runs on (3.125).", way);

    private static bool HasDocker(Finding finding) => finding.Text.Services.Values.Contains(Contract.Services.Docker.DockerHome.Name, StringComparer.Ordinal);
}
