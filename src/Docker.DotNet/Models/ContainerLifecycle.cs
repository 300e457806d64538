using System.Text.Json.Serialization;

namespace Docker.DotNet.Models;

public class ContainerStartParameters
{
    public string DetachKeys { get; set; }
}

public class ContainerStopParameters
{
    /// <summary>Seconds between the stop signal and the kill; the container's own setting where null.</summary>
    public uint? WaitBeforeKillSeconds { get; set; }
}

public class ContainerRestartParameters
{
    /// <summary>Seconds between the stop signal and the kill; the container's own setting where null.</summary>
    public uint? WaitBeforeKillSeconds { get; set; }
}

public class ContainerKillParameters
{
    public string Signal { get; set; }
}

public class ContainerRenameParameters
{
    public string NewName { get; set; }
}

public class ContainerResizeParameters
{
    /// <summary>Characters.</summary>
    public long? Height { get; set; }

    /// <summary>Characters.</summary>
    public long? Width { get; set; }
}

public class ContainerAttachParameters
{
    public bool? Stream { get; set; }

    public bool? Stdin { get; set; }

    public bool? Stdout { get; set; }

    public bool? Stderr { get; set; }

    public string DetachKeys { get; set; }

    public bool? Logs { get; set; }
}

public class ContainerLogsParameters
{
    public bool? ShowStdout { get; set; }

    public bool? ShowStderr { get; set; }

    /// <summary>Seconds since 1970, with fractions.</summary>
    public string Since { get; set; }

    /// <summary>Seconds since 1970, with fractions.</summary>
    public string Until { get; set; }

    public bool? Timestamps { get; set; }

    public bool? Follow { get; set; }

    /// <summary>A number of lines from the end, or "all".</summary>
    public string Tail { get; set; }
}

public class ContainerWaitResponse
{
    public WaitExitError Error { get; set; }

    public long StatusCode { get; set; }
}

public class WaitExitError
{
    public string Message { get; set; }
}

public class ContainerRemoveParameters
{
    public bool? RemoveVolumes { get; set; }

    public bool? RemoveLinks { get; set; }

    public bool? Force { get; set; }
}

public class ContainersPruneParameters
{
    public IDictionary<string, IDictionary<string, bool>> Filters { get; set; }
}

public class ContainersPruneResponse
{
    public IList<string> ContainersDeleted { get; set; }

    public ulong SpaceReclaimed { get; set; }
}

public class ContainerUpdateParameters
{
    [JsonPropertyName("CpuShares")]
    public long CPUShares { get; set; }

    public long Memory { get; set; }

    [JsonPropertyName("NanoCpus")]
    public long NanoCPUs { get; set; }

    public string CgroupParent { get; set; }

    public ushort BlkioWeight { get; set; }

    public IList<WeightDevice> BlkioWeightDevice { get; set; }

    public IList<ThrottleDevice> BlkioDeviceReadBps { get; set; }

    public IList<ThrottleDevice> BlkioDeviceWriteBps { get; set; }

    public IList<ThrottleDevice> BlkioDeviceReadIOps { get; set; }

    public IList<ThrottleDevice> BlkioDeviceWriteIOps { get; set; }

    [JsonPropertyName("CpuPeriod")]
    public long CPUPeriod { get; set; }

    [JsonPropertyName("CpuQuota")]
    public long CPUQuota { get; set; }

    [JsonPropertyName("CpuRealtimePeriod")]
    public long CPURealtimePeriod { get; set; }

    [JsonPropertyName("CpuRealtimeRuntime")]
    public long CPURealtimeRuntime { get; set; }

    public string CpusetCpus { get; set; }

    public string CpusetMems { get; set; }

    public IList<DeviceMapping> Devices { get; set; }

    public IList<string> DeviceCgroupRules { get; set; }

    public IList<DeviceRequest> DeviceRequests { get; set; }

    public long KernelMemory { get; set; }

    public long KernelMemoryTCP { get; set; }

    public long MemoryReservation { get; set; }

    public long MemorySwap { get; set; }

    public long? MemorySwappiness { get; set; }

    public bool? OomKillDisable { get; set; }

    public long? PidsLimit { get; set; }

    public IList<Ulimit> Ulimits { get; set; }

    [JsonPropertyName("CpuCount")]
    public long CPUCount { get; set; }

    [JsonPropertyName("CpuPercent")]
    public long CPUPercent { get; set; }

    public ulong IOMaximumIOps { get; set; }

    public ulong IOMaximumBandwidth { get; set; }

    public RestartPolicy RestartPolicy { get; set; }
}

public class ContainerUpdateResponse
{
    public IList<string> Warnings { get; set; }
}
