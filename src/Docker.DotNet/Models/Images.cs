using System.Text.Json.Serialization;

namespace Docker.DotNet.Models;

public class ImagesListParameters
{
    public bool? All { get; set; }

    public IDictionary<string, IDictionary<string, bool>> Filters { get; set; }

    public bool? Digests { get; set; }
}

public class ImagesListResponse
{
    public long Containers { get; set; }

    public DateTime Created { get; set; }

    [JsonPropertyName("Id")]
    public string ID { get; set; }

    public IDictionary<string, string> Labels { get; set; }

    [JsonPropertyName("ParentId")]
    public string ParentID { get; set; }

    public IList<string> RepoDigests { get; set; }

    public IList<string> RepoTags { get; set; }

    public long SharedSize { get; set; }

    public long Size { get; set; }

    public long VirtualSize { get; set; }
}

public class ImageInspectResponse
{
    [JsonPropertyName("Id")]
    public string ID { get; set; }

    public IList<string> RepoTags { get; set; }

    public IList<string> RepoDigests { get; set; }

    public string Parent { get; set; }

    public string Comment { get; set; }

    public DateTime Created { get; set; }

    public string Container { get; set; }

    public Config ContainerConfig { get; set; }

    public string DockerVersion { get; set; }

    public string Author { get; set; }

    public Config Config { get; set; }

    public string Architecture { get; set; }

    public string Variant { get; set; }

    public string Os { get; set; }

    public string OsVersion { get; set; }

    public long Size { get; set; }

    public long VirtualSize { get; set; }

    public GraphDriverData GraphDriver { get; set; }

    public RootFS RootFS { get; set; }

    public ImageMetadata Metadata { get; set; }
}

public class RootFS
{
    public string Type { get; set; }

    public IList<string> Layers { get; set; }
}

public class ImageMetadata
{
    public DateTime LastTagTime { get; set; }
}

public class ImageHistoryResponse
{
    public string Comment { get; set; }

    public DateTime Created { get; set; }

    public string CreatedBy { get; set; }

    [JsonPropertyName("Id")]
    public string ID { get; set; }

    /// <summary>Bytes.</summary>
    public long Size { get; set; }

    public IList<string> Tags { get; set; }
}

public class ImageTagParameters
{
    public string RepositoryName { get; set; }

    public string Tag { get; set; }

    public bool? Force { get; set; }
}

public class ImageDeleteParameters
{
    public bool? Force { get; set; }

    public bool? NoPrune { get; set; }
}

public class ImageDeleteResponse
{
    public string Deleted { get; set; }

    public string Untagged { get; set; }
}

public class ImagesPruneParameters
{
    public IDictionary<string, IDictionary<string, bool>> Filters { get; set; }
}

public class ImagesPruneResponse
{
    public IList<ImageDeleteResponse> ImagesDeleted { get; set; }

    public ulong SpaceReclaimed { get; set; }
}
