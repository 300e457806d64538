using System.Text.Json.Serialization;
using Docker.DotNet.Wire;

namespace Docker.DotNet.Models;

public class HostConfig
{
    public HostConfig()
    {
    }

    public HostConfig(Resources Resources)
    {
        if (Resources is not null)
        {
            CPUShares = Resources.CPUShares;
            Memory = Resources.Memory;
            NanoCPUs = Resources.NanoCPUs;
            CgroupParent = Resources.CgroupParent;
            BlkioWeight = Resources.BlkioWeight;
            BlkioWeightDevice = Resources.BlkioWeightDevice;
            BlkioDeviceReadBps = Resources.BlkioDeviceReadBps;
            BlkioDeviceWriteBps = Resources.BlkioDeviceWriteBps;
            BlkioDeviceReadIOps = Resources.BlkioDeviceReadIOps;
            BlkioDeviceWriteIOps = Resources.BlkioDeviceWriteIOps;
            CPUPeriod = Resources.CPUPeriod;
            CPUQuota = Resources.CPUQuota;
            CPURealtimePeriod = Resources.CPURealtimePeriod;
            CPURealtimeRuntime = Resources.CPURealtimeRuntime;
            CpusetCpus = Resources.CpusetCpus;
            CpusetMems = Resources.CpusetMems;
            Devices = Resources.Devices;
            DeviceCgroupRules = Resources.DeviceCgroupRules;
            DeviceRequests = Resources.DeviceRequests;
            KernelMemory = Resources.KernelMemory;
            KernelMemoryTCP = Resources.KernelMemoryTCP;
            MemoryReservation = Resources.MemoryReservation;
            MemorySwap = Resources.MemorySwap;
            MemorySwappiness = Resources.MemorySwappiness;
            OomKillDisable = Resources.OomKillDisable;
            PidsLimit = Resources.PidsLimit;
            Ulimits = Resources.Ulimits;
            CPUCount = Resources.CPUCount;
            CPUPercent = Resources.CPUPercent;
            IOMaximumIOps = Resources.IOMaximumIOps;
            IOMaximumBandwidth = Resources.IOMaximumBandwidth;
        }
    }

    public IList<string> Binds { get; set; }

    public string ContainerIDFile { get; set; }

    public LogConfig LogConfig { get; set; }

    public string NetworkMode { get; set; }

    public IDictionary<string, IList<PortBinding>> PortBindings { get; set; }

    public RestartPolicy RestartPolicy { get; set; }

    public bool AutoRemove { get; set; }

    public string VolumeDriver { get; set; }

    public IList<string> VolumesFrom { get; set; }

    /// <summary>Height and width, in characters.</summary>
    public ulong[] ConsoleSize { get; set; }

    public IDictionary<string, string> Annotations { get; set; }

    public IList<string> CapAdd { get; set; }

    public IList<string> CapDrop { get; set; }

    public string CgroupnsMode { get; set; }

    [JsonPropertyName("Dns")]
    public IList<string> DNS { get; set; }

    [JsonPropertyName("DnsOptions")]
    public IList<string> DNSOptions { get; set; }

    [JsonPropertyName("DnsSearch")]
    public IList<string> DNSSearch { get; set; }

    public IList<string> ExtraHosts { get; set; }

    public IList<string> GroupAdd { get; set; }

    public string IpcMode { get; set; }

    public string Cgroup { get; set; }

    public IList<string> Links { get; set; }

    public long OomScoreAdj { get; set; }

    public string PidMode { get; set; }

    public bool Privileged { get; set; }

    public bool PublishAllPorts { get; set; }

    public bool ReadonlyRootfs { get; set; }

    public IList<string> SecurityOpt { get; set; }

    public IDictionary<string, string> StorageOpt { get; set; }

    public IDictionary<string, string> Tmpfs { get; set; }

    public string UTSMode { get; set; }

    public string UsernsMode { get; set; }

    /// <summary>Bytes of /dev/shm; zero is the daemon's default.</summary>
    public long ShmSize { get; set; }

    public IDictionary<string, string> Sysctls { get; set; }

    public string Runtime { get; set; }

    public string Isolation { get; set; }

    [JsonPropertyName("CpuShares")]
    public long CPUShares { get; set; }

    /// <summary>Bytes; zero is no limit.</summary>
    public long Memory { get; set; }

    /// <summary>Billionths of a CPU; zero is no limit.</summary>
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

    /// <summary>Bytes of memory and swap together; -1 is unlimited swap.</summary>
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

    public IList<Mount> Mounts { get; set; }

    public IList<string> MaskedPaths { get; set; }

    public IList<string> ReadonlyPaths { get; set; }

    public bool? Init { get; set; }
}

public class Resources
{
    [JsonPropertyName("CpuShares")]
    public long CPUShares { get; set; }

    /// <summary>Bytes; zero is no limit.</summary>
    public long Memory { get; set; }

    /// <summary>Billionths of a CPU; zero is no limit.</summary>
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

    /// <summary>Bytes of memory and swap together; -1 is unlimited swap.</summary>
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
}

public class LogConfig
{
    public string Type { get; set; }

    public IDictionary<string, string> Config { get; set; }
}

public class RestartPolicy
{
    public RestartPolicyKind Name { get; set; }

    public long MaximumRetryCount { get; set; }
}

[JsonConverter(typeof(RestartPolicyKindConverter))]
public enum RestartPolicyKind
{
    Undefined,
    No,
    Always,
    OnFailure,
    UnlessStopped,
}

public class PortBinding
{
    [JsonPropertyName("HostIp")]
    public string HostIP { get; set; }

    public string HostPort { get; set; }
}

public class WeightDevice
{
    public string Path { get; set; }

    public ushort Weight { get; set; }
}

public class ThrottleDevice
{
    public string Path { get; set; }

    public ulong Rate { get; set; }
}

public class DeviceMapping
{
    public string PathOnHost { get; set; }

    public string PathInContainer { get; set; }

    public string CgroupPermissions { get; set; }
}

public class DeviceRequest
{
    public string Driver { get; set; }

    public long Count { get; set; }

    public IList<string> DeviceIDs { get; set; }

    public IList<IList<string>> Capabilities { get; set; }

    public IDictionary<string, string> Options { get; set; }
}

public class Ulimit
{
    public string Name { get; set; }

    public long Hard { get; set; }

    public long Soft { get; set; }
}
