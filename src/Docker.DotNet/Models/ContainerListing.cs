using System.Text.Json.Serialization;

namespace Docker.DotNet.Models;

public class ContainersListParameters
{
    public bool? Size { get; set; }

    public bool? All { get; set; }

    public string Since { get; set; }

    public string Before { get; set; }

    public long? Limit { get; set; }

    public IDictionary<string, IDictionary<string, bool>> Filters { get; set; }
}

public class ContainerListResponse
{
    [JsonPropertyName("Id")]
    public string ID { get; set; }

    public IList<string> Names { get; set; }

    public string Image { get; set; }

    public string ImageID { get; set; }

    public string Command { get; set; }

    public DateTime Created { get; set; }

    public IList<Port> Ports { get; set; }

    public long SizeRw { get; set; }

    public long SizeRootFs { get; set; }

    public IDictionary<string, string> Labels { get; set; }

    public string State { get; set; }

    public string Status { get; set; }

    public SummaryNetworkSettings NetworkSettings { get; set; }

    public IList<MountPoint> Mounts { get; set; }
}

public class Port
{
    public string IP { get; set; }

    public ushort PrivatePort { get; set; }

    public ushort PublicPort { get; set; }

    public string Type { get; set; }
}

public class ContainerListProcessesParameters
{
    public string PsArgs { get; set; }
}

public class ContainerProcessesResponse
{
    public IList<IList<string>> Processes { get; set; }

    public IList<string> Titles { get; set; }
}

public class ContainerFileSystemChangeResponse
{
    public FileSystemChangeKind Kind { get; set; }

    public string Path { get; set; }
}

public enum FileSystemChangeKind
{
    Modify,
    Add,
    Delete,
}
