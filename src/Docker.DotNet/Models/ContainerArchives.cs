using System.Text.Json.Serialization;

namespace Docker.DotNet.Models;

public class GetArchiveFromContainerParameters
{
    public string Path { get; set; }
}

public class GetArchiveFromContainerResponse
{
    public ContainerPathStatResponse Stat { get; set; }

    /// <summary>The tar archive; null where only the description was asked for. The caller disposes it.</summary>
    public Stream Stream { get; set; }
}

public class ContainerPathStatParameters
{
    public string Path { get; set; }

    /// <summary>False: refuse where a folder would be replaced by a file, or a file by a folder.</summary>
    public bool? AllowOverwriteDirWithFile { get; set; }

    public bool? CopyUidAndGid { get; set; }
}

public class ContainerPathStatResponse
{
    [JsonPropertyName("name")]
    public string Name { get; set; }

    [JsonPropertyName("size")]
    public long Size { get; set; }

    [JsonPropertyName("mode")]
    public uint Mode { get; set; }

    [JsonPropertyName("mtime")]
    public DateTime Mtime { get; set; }

    [JsonPropertyName("linkTarget")]
    public string LinkTarget { get; set; }
}
