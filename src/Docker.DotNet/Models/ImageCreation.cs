using System.Text.Json.Serialization;
using Docker.DotNet.Wire;

namespace Docker.DotNet.Models;

public class ImagesCreateParameters
{
    public string FromImage { get; set; }

    public string FromSrc { get; set; }

    public string Repo { get; set; }

    public string Tag { get; set; }

    public string Message { get; set; }

    public IList<string> Changes { get; set; }

    public string Platform { get; set; }

    public AuthConfig RegistryAuth { get; set; }
}

public class ImageBuildParameters
{
    public IList<string> Tags { get; set; }

    public bool? SuppressOutput { get; set; }

    public string RemoteContext { get; set; }

    public bool? NoCache { get; set; }

    public bool? Remove { get; set; }

    public bool? ForceRemove { get; set; }

    public string Pull { get; set; }

    public string CPUSetCPUs { get; set; }

    public long? CPUShares { get; set; }

    public long? CPUQuota { get; set; }

    public long? CPUPeriod { get; set; }

    public long? Memory { get; set; }

    public long? MemorySwap { get; set; }

    public string NetworkMode { get; set; }

    public long? ShmSize { get; set; }

    public string Dockerfile { get; set; }

    public IDictionary<string, string> BuildArgs { get; set; }

    public IDictionary<string, string> Labels { get; set; }

    public bool? Squash { get; set; }

    public IList<string> CacheFrom { get; set; }

    public IList<string> ExtraHosts { get; set; }

    public string Target { get; set; }

    public string Platform { get; set; }

    public string Outputs { get; set; }

    public IDictionary<string, AuthConfig> AuthConfigs { get; set; }
}

public class ImageLoadParameters
{
    public bool Quiet { get; set; }
}

public class CommitContainerChangesParameters
{
    public CommitContainerChangesParameters()
    {
    }

    public CommitContainerChangesParameters(Config Config)
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
    public string ContainerID { get; set; }

    [JsonIgnore]
    public string RepositoryName { get; set; }

    [JsonIgnore]
    public string Tag { get; set; }

    [JsonIgnore]
    public string Comment { get; set; }

    [JsonIgnore]
    public string Author { get; set; }

    [JsonIgnore]
    public IList<string> Changes { get; set; }

    [JsonIgnore]
    public bool? Pause { get; set; }

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

    [JsonConverter(typeof(SecondsConverter))]
    public TimeSpan? StopTimeout { get; set; }

    public IList<string> Shell { get; set; }
}

public class CommitContainerChangesResponse
{
    [JsonPropertyName("Id")]
    public string ID { get; set; }
}

public class AuthConfig
{
    [JsonPropertyName("username")]
    public string Username { get; set; }

    [JsonPropertyName("password")]
    public string Password { get; set; }

    [JsonPropertyName("auth")]
    public string Auth { get; set; }

    [JsonPropertyName("email")]
    public string Email { get; set; }

    [JsonPropertyName("serveraddress")]
    public string ServerAddress { get; set; }

    [JsonPropertyName("identitytoken")]
    public string IdentityToken { get; set; }

    [JsonPropertyName("registrytoken")]
    public string RegistryToken { get; set; }
}
