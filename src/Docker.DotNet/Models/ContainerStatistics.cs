using System.Text.Json.Serialization;

namespace Docker.DotNet.Models;

public class ContainerStatsParameters
{
    /// <summary>Keep sending, about once a second; the Engine's default.</summary>
    public bool Stream { get; set; } = true;

    /// <summary>With Stream off: a single sample without waiting for a second one to compare with.</summary>
    public bool? OneShot { get; set; }
}

public class ContainerStatsResponse
{
    public ContainerStatsResponse()
    {
    }

    public ContainerStatsResponse(Stats Stats)
    {
        if (Stats is not null)
        {
            Read = Stats.Read;
            PreRead = Stats.PreRead;
            PidsStats = Stats.PidsStats;
            BlkioStats = Stats.BlkioStats;
            NumProcs = Stats.NumProcs;
            StorageStats = Stats.StorageStats;
            CPUStats = Stats.CPUStats;
            PreCPUStats = Stats.PreCPUStats;
            MemoryStats = Stats.MemoryStats;
        }
    }

    [JsonPropertyName("read")]
    public DateTime Read { get; set; }

    [JsonPropertyName("preread")]
    public DateTime PreRead { get; set; }

    [JsonPropertyName("pids_stats")]
    public PidsStats PidsStats { get; set; }

    [JsonPropertyName("blkio_stats")]
    public BlkioStats BlkioStats { get; set; }

    [JsonPropertyName("num_procs")]
    public uint NumProcs { get; set; }

    [JsonPropertyName("storage_stats")]
    public StorageStats StorageStats { get; set; }

    [JsonPropertyName("cpu_stats")]
    public CPUStats CPUStats { get; set; }

    [JsonPropertyName("precpu_stats")]
    public CPUStats PreCPUStats { get; set; }

    [JsonPropertyName("memory_stats")]
    public MemoryStats MemoryStats { get; set; }

    [JsonPropertyName("name")]
    public string Name { get; set; }

    [JsonPropertyName("id")]
    public string ID { get; set; }

    [JsonPropertyName("networks")]
    public IDictionary<string, NetworkStats> Networks { get; set; }
}

public class Stats
{
    [JsonPropertyName("read")]
    public DateTime Read { get; set; }

    [JsonPropertyName("preread")]
    public DateTime PreRead { get; set; }

    [JsonPropertyName("pids_stats")]
    public PidsStats PidsStats { get; set; }

    [JsonPropertyName("blkio_stats")]
    public BlkioStats BlkioStats { get; set; }

    [JsonPropertyName("num_procs")]
    public uint NumProcs { get; set; }

    [JsonPropertyName("storage_stats")]
    public StorageStats StorageStats { get; set; }

    [JsonPropertyName("cpu_stats")]
    public CPUStats CPUStats { get; set; }

    [JsonPropertyName("precpu_stats")]
    public CPUStats PreCPUStats { get; set; }

    [JsonPropertyName("memory_stats")]
    public MemoryStats MemoryStats { get; set; }
}

public class PidsStats
{
    [JsonPropertyName("current")]
    public ulong Current { get; set; }

    [JsonPropertyName("limit")]
    public ulong Limit { get; set; }
}

public class BlkioStats
{
    [JsonPropertyName("io_service_bytes_recursive")]
    public IList<BlkioStatEntry> IoServiceBytesRecursive { get; set; }

    [JsonPropertyName("io_serviced_recursive")]
    public IList<BlkioStatEntry> IoServicedRecursive { get; set; }

    [JsonPropertyName("io_queue_recursive")]
    public IList<BlkioStatEntry> IoQueuedRecursive { get; set; }

    [JsonPropertyName("io_service_time_recursive")]
    public IList<BlkioStatEntry> IoServiceTimeRecursive { get; set; }

    [JsonPropertyName("io_wait_time_recursive")]
    public IList<BlkioStatEntry> IoWaitTimeRecursive { get; set; }

    [JsonPropertyName("io_merged_recursive")]
    public IList<BlkioStatEntry> IoMergedRecursive { get; set; }

    [JsonPropertyName("io_time_recursive")]
    public IList<BlkioStatEntry> IoTimeRecursive { get; set; }

    [JsonPropertyName("sectors_recursive")]
    public IList<BlkioStatEntry> SectorsRecursive { get; set; }
}

public class BlkioStatEntry
{
    [JsonPropertyName("major")]
    public ulong Major { get; set; }

    [JsonPropertyName("minor")]
    public ulong Minor { get; set; }

    [JsonPropertyName("op")]
    public string Op { get; set; }

    [JsonPropertyName("value")]
    public ulong Value { get; set; }
}

public class StorageStats
{
    [JsonPropertyName("read_count_normalized")]
    public ulong ReadCountNormalized { get; set; }

    [JsonPropertyName("read_size_bytes")]
    public ulong ReadSizeBytes { get; set; }

    [JsonPropertyName("write_count_normalized")]
    public ulong WriteCountNormalized { get; set; }

    [JsonPropertyName("write_size_bytes")]
    public ulong WriteSizeBytes { get; set; }
}

public class CPUStats
{
    [JsonPropertyName("cpu_usage")]
    public CPUUsage CPUUsage { get; set; }

    [JsonPropertyName("system_cpu_usage")]
    public ulong SystemUsage { get; set; }

    [JsonPropertyName("online_cpus")]
    public uint OnlineCPUs { get; set; }

    [JsonPropertyName("throttling_data")]
    public ThrottlingData ThrottlingData { get; set; }
}

public class CPUUsage
{
    [JsonPropertyName("total_usage")]
    public ulong TotalUsage { get; set; }

    [JsonPropertyName("percpu_usage")]
    public IList<ulong> PercpuUsage { get; set; }

    [JsonPropertyName("usage_in_kernelmode")]
    public ulong UsageInKernelmode { get; set; }

    [JsonPropertyName("usage_in_usermode")]
    public ulong UsageInUsermode { get; set; }
}

public class ThrottlingData
{
    [JsonPropertyName("periods")]
    public ulong Periods { get; set; }

    [JsonPropertyName("throttled_periods")]
    public ulong ThrottledPeriods { get; set; }

    [JsonPropertyName("throttled_time")]
    public ulong ThrottledTime { get; set; }
}

public class MemoryStats
{
    [JsonPropertyName("usage")]
    public ulong Usage { get; set; }

    [JsonPropertyName("max_usage")]
    public ulong MaxUsage { get; set; }

    [JsonPropertyName("stats")]
    public IDictionary<string, ulong> Stats { get; set; }

    [JsonPropertyName("failcnt")]
    public ulong Failcnt { get; set; }

    [JsonPropertyName("limit")]
    public ulong Limit { get; set; }

    [JsonPropertyName("commitbytes")]
    public ulong Commit { get; set; }

    [JsonPropertyName("commitpeakbytes")]
    public ulong CommitPeak { get; set; }

    [JsonPropertyName("privateworkingset")]
    public ulong PrivateWorkingSet { get; set; }
}

public class NetworkStats
{
    [JsonPropertyName("rx_bytes")]
    public ulong RxBytes { get; set; }

    [JsonPropertyName("rx_packets")]
    public ulong RxPackets { get; set; }

    [JsonPropertyName("rx_errors")]
    public ulong RxErrors { get; set; }

    [JsonPropertyName("rx_dropped")]
    public ulong RxDropped { get; set; }

    [JsonPropertyName("tx_bytes")]
    public ulong TxBytes { get; set; }

    [JsonPropertyName("tx_packets")]
    public ulong TxPackets { get; set; }

    [JsonPropertyName("tx_errors")]
    public ulong TxErrors { get; set; }

    [JsonPropertyName("tx_dropped")]
    public ulong TxDropped { get; set; }

    [JsonPropertyName("endpoint_id")]
    public string EndpointID { get; set; }

    [JsonPropertyName("instance_id")]
    public string InstanceID { get; set; }
}
