using System.Text.Json.Serialization;

namespace Docker.DotNet.Models;

public class ContainerInspectResponse
{
    public ContainerInspectResponse()
    {
    }

    public ContainerInspectResponse(ContainerJSONBase ContainerJSONBase)
    {
        if (ContainerJSONBase is not null)
        {
            ID = ContainerJSONBase.ID;
            Created = ContainerJSONBase.Created;
            Path = ContainerJSONBase.Path;
            Args = ContainerJSONBase.Args;
            State = ContainerJSONBase.State;
            Image = ContainerJSONBase.Image;
            ResolvConfPath = ContainerJSONBase.ResolvConfPath;
            HostnamePath = ContainerJSONBase.HostnamePath;
            HostsPath = ContainerJSONBase.HostsPath;
            LogPath = ContainerJSONBase.LogPath;
            Node = ContainerJSONBase.Node;
            Name = ContainerJSONBase.Name;
            RestartCount = ContainerJSONBase.RestartCount;
            Driver = ContainerJSONBase.Driver;
            Platform = ContainerJSONBase.Platform;
            MountLabel = ContainerJSONBase.MountLabel;
            ProcessLabel = ContainerJSONBase.ProcessLabel;
            AppArmorProfile = ContainerJSONBase.AppArmorProfile;
            ExecIDs = ContainerJSONBase.ExecIDs;
            HostConfig = ContainerJSONBase.HostConfig;
            GraphDriver = ContainerJSONBase.GraphDriver;
            SizeRw = ContainerJSONBase.SizeRw;
            SizeRootFs = ContainerJSONBase.SizeRootFs;
        }
    }

    [JsonPropertyName("Id")]
    public string ID { get; set; }

    public DateTime Created { get; set; }

    public string Path { get; set; }

    public IList<string> Args { get; set; }

    public ContainerState State { get; set; }

    public string Image { get; set; }

    public string ResolvConfPath { get; set; }

    public string HostnamePath { get; set; }

    public string HostsPath { get; set; }

    public string LogPath { get; set; }

    public ContainerNode Node { get; set; }

    public string Name { get; set; }

    public long RestartCount { get; set; }

    public string Driver { get; set; }

    public string Platform { get; set; }

    public string MountLabel { get; set; }

    public string ProcessLabel { get; set; }

    public string AppArmorProfile { get; set; }

    public IList<string> ExecIDs { get; set; }

    public HostConfig HostConfig { get; set; }

    public GraphDriverData GraphDriver { get; set; }

    public long? SizeRw { get; set; }

    public long? SizeRootFs { get; set; }

    public IList<MountPoint> Mounts { get; set; }

    public Config Config { get; set; }

    public NetworkSettings NetworkSettings { get; set; }
}

public class ContainerJSONBase
{
    [JsonPropertyName("Id")]
    public string ID { get; set; }

    public DateTime Created { get; set; }

    public string Path { get; set; }

    public IList<string> Args { get; set; }

    public ContainerState State { get; set; }

    public string Image { get; set; }

    public string ResolvConfPath { get; set; }

    public string HostnamePath { get; set; }

    public string HostsPath { get; set; }

    public string LogPath { get; set; }

    public ContainerNode Node { get; set; }

    public string Name { get; set; }

    public long RestartCount { get; set; }

    public string Driver { get; set; }

    public string Platform { get; set; }

    public string MountLabel { get; set; }

    public string ProcessLabel { get; set; }

    public string AppArmorProfile { get; set; }

    public IList<string> ExecIDs { get; set; }

    public HostConfig HostConfig { get; set; }

    public GraphDriverData GraphDriver { get; set; }

    public long? SizeRw { get; set; }

    public long? SizeRootFs { get; set; }
}

public class ContainerState
{
    public string Status { get; set; }

    public bool Running { get; set; }

    public bool Paused { get; set; }

    public bool Restarting { get; set; }

    public bool OOMKilled { get; set; }

    public bool Dead { get; set; }

    public long Pid { get; set; }

    public long ExitCode { get; set; }

    public string Error { get; set; }

    public string StartedAt { get; set; }

    public string FinishedAt { get; set; }

    public Health Health { get; set; }
}

public class ContainerNode
{
    public string ID { get; set; }

    public string IPAddress { get; set; }

    public string Addr { get; set; }

    public string Name { get; set; }

    public long Cpus { get; set; }

    public long Memory { get; set; }

    public IDictionary<string, string> Labels { get; set; }
}

public class Health
{
    public string Status { get; set; }

    public long FailingStreak { get; set; }

    public IList<HealthcheckResult> Log { get; set; }
}

public class HealthcheckResult
{
    public DateTime Start { get; set; }

    public DateTime End { get; set; }

    public long ExitCode { get; set; }

    public string Output { get; set; }
}

public class GraphDriverData
{
    public IDictionary<string, string> Data { get; set; }

    public string Name { get; set; }
}
