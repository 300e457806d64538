using System.Text.Json.Serialization;
using Docker.DotNet.Wire;

namespace Docker.DotNet.Models;

public class CreateContainerParameters
{
    public CreateContainerParameters()
    {
    }

    public CreateContainerParameters(Config Config)
    {
        if (Config is not null)
        {
            Hostname = Config.Hostname;
            Domainname = Config.Domainname;
            User = Config.User;
            AttachStdin = Config.AttachStdin;
            AttachStdout = Config.AttachStdout;
            AttachStderr = Config.AttachStderr;
            ExposedPorts = Config.ExposedPorts;
            Tty = Config.Tty;
            OpenStdin = Config.OpenStdin;
            StdinOnce = Config.StdinOnce;
            Env = Config.Env;
            Cmd = Config.Cmd;
            Healthcheck = Config.Healthcheck;
            ArgsEscaped = Config.ArgsEscaped;
            Image = Config.Image;
            Volumes = Config.Volumes;
            WorkingDir = Config.WorkingDir;
            Entrypoint = Config.Entrypoint;
            NetworkDisabled = Config.NetworkDisabled;
            MacAddress = Config.MacAddress;
            OnBuild = Config.OnBuild;
            Labels = Config.Labels;
            StopSignal = Config.StopSignal;
            StopTimeout = Config.StopTimeout;
            Shell = Config.Shell;
        }
    }

    [JsonIgnore]
    public string Name { get; set; }

    [JsonIgnore]
    public string Platform { get; set; }

    public string Hostname { get; set; }

    public string Domainname { get; set; }

    public string User { get; set; }

    public bool AttachStdin { get; set; }

    public bool AttachStdout { get; set; }

    public bool AttachStderr { get; set; }

    public IDictionary<string, EmptyStruct> ExposedPorts { get; set; }

    public bool Tty { get; set; }

    public bool OpenStdin { get; set; }

    public bool StdinOnce { get; set; }

    public IList<string> Env { get; set; }

    public IList<string> Cmd { get; set; }

    public HealthConfig Healthcheck { get; set; }

    public bool ArgsEscaped { get; set; }

    public string Image { get; set; }

    public IDictionary<string, EmptyStruct> Volumes { get; set; }

    public string WorkingDir { get; set; }

    public IList<string> Entrypoint { get; set; }

    public bool NetworkDisabled { get; set; }

    public string MacAddress { get; set; }

    public IList<string> OnBuild { get; set; }

    public IDictionary<string, string> Labels { get; set; }

    public string StopSignal { get; set; }

    /// <summary>Time between the stop signal and the kill. Whole seconds on the wire.</summary>
    [JsonConverter(typeof(SecondsConverter))]
    public TimeSpan? StopTimeout { get; set; }

    public IList<string> Shell { get; set; }

    public HostConfig HostConfig { get; set; }

    public NetworkingConfig NetworkingConfig { get; set; }
}

public class CreateContainerResponse
{
    [JsonPropertyName("Id")]
    public string ID { get; set; }

    public IList<string> Warnings { get; set; }
}

public class Config
{
    public string Hostname { get; set; }

    public string Domainname { get; set; }

    public string User { get; set; }

    public bool AttachStdin { get; set; }

    public bool AttachStdout { get; set; }

    public bool AttachStderr { get; set; }

    public IDictionary<string, EmptyStruct> ExposedPorts { get; set; }

    public bool Tty { get; set; }

    public bool OpenStdin { get; set; }

    public bool StdinOnce { get; set; }

    public IList<string> Env { get; set; }

    public IList<string> Cmd { get; set; }

    public HealthConfig Healthcheck { get; set; }

    public bool ArgsEscaped { get; set; }

    public string Image { get; set; }

    public IDictionary<string, EmptyStruct> Volumes { get; set; }

    public string WorkingDir { get; set; }

    public IList<string> Entrypoint { get; set; }

    public bool NetworkDisabled { get; set; }

    public string MacAddress { get; set; }

    public IList<string> OnBuild { get; set; }

    public IDictionary<string, string> Labels { get; set; }

    public string StopSignal { get; set; }

    /// <summary>Time between the stop signal and the kill. Whole seconds on the wire.</summary>
    [JsonConverter(typeof(SecondsConverter))]
    public TimeSpan? StopTimeout { get; set; }

    public IList<string> Shell { get; set; }
}

public class HealthConfig
{
    public IList<string> Test { get; set; }

    /// <summary>Time between two probes; zero takes the image's. Nanoseconds on the wire.</summary>
    [JsonConverter(typeof(NanosecondsConverter))]
    public TimeSpan Interval { get; set; }

    /// <summary>Time after which a probe counts as failed; zero takes the image's. Nanoseconds on the wire.</summary>
    [JsonConverter(typeof(NanosecondsConverter))]
    public TimeSpan Timeout { get; set; }

    /// <summary>Time in which failing probes do not count, in nanoseconds; zero takes the image's.</summary>
    public long StartPeriod { get; set; }

    public long Retries { get; set; }
}

public class NetworkingConfig
{
    public IDictionary<string, EndpointSettings> EndpointsConfig { get; set; }
}

/// <summary>The value of a set that the Engine writes as a map: always <c>{}</c>.</summary>
[JsonConverter(typeof(EmptyStructConverter))]
public struct EmptyStruct
{
}
