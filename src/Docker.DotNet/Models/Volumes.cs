namespace Docker.DotNet.Models;

public class VolumesListParameters
{
    public IDictionary<string, IDictionary<string, bool>> Filters { get; set; }
}

public class VolumesListResponse
{
    public IList<VolumeResponse> Volumes { get; set; }

    public IList<string> Warnings { get; set; }
}

public class VolumeResponse
{
    public string CreatedAt { get; set; }

    public string Driver { get; set; }

    public IDictionary<string, string> Labels { get; set; }

    public string Mountpoint { get; set; }

    public string Name { get; set; }

    public IDictionary<string, string> Options { get; set; }

    public string Scope { get; set; }

    public IDictionary<string, object> Status { get; set; }

    public UsageData UsageData { get; set; }
}

public class UsageData
{
    /// <summary>Containers that use the volume; -1 where unknown.</summary>
    public long RefCount { get; set; }

    /// <summary>Bytes; -1 where unknown.</summary>
    public long Size { get; set; }
}

public class VolumesCreateParameters
{
    public string Name { get; set; }

    public string Driver { get; set; }

    public IDictionary<string, string> DriverOpts { get; set; }

    public IDictionary<string, string> Labels { get; set; }
}

public class VolumesPruneParameters
{
    public IDictionary<string, IDictionary<string, bool>> Filters { get; set; }
}

public class VolumesPruneResponse
{
    public IList<string> VolumesDeleted { get; set; }

    public ulong SpaceReclaimed { get; set; }
}
