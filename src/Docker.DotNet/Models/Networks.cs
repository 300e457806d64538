using System.Text.Json.Serialization;

namespace Docker.DotNet.Models;

public class NetworksListParameters
{
    public IDictionary<string, IDictionary<string, bool>> Filters { get; set; }
}

public class NetworkResponse
{
    public string Name { get; set; }

    [JsonPropertyName("Id")]
    public string ID { get; set; }

    public DateTime Created { get; set; }

    public string Scope { get; set; }

    public string Driver { get; set; }

    public bool EnableIPv6 { get; set; }

    public IPAM IPAM { get; set; }

    public bool Internal { get; set; }

    public bool Attachable { get; set; }

    public bool Ingress { get; set; }

    public ConfigReference ConfigFrom { get; set; }

    public bool ConfigOnly { get; set; }

    public IDictionary<string, EndpointResource> Containers { get; set; }

    public IDictionary<string, string> Options { get; set; }

    public IDictionary<string, string> Labels { get; set; }
}

public class EndpointResource
{
    public string Name { get; set; }

    public string EndpointID { get; set; }

    public string MacAddress { get; set; }

    public string IPv4Address { get; set; }

    public string IPv6Address { get; set; }
}

public class NetworkCreate
{
    public bool CheckDuplicate { get; set; }

    public string Driver { get; set; }

    public string Scope { get; set; }

    public bool EnableIPv6 { get; set; }

    public IPAM IPAM { get; set; }

    public bool Internal { get; set; }

    public bool Attachable { get; set; }

    public bool Ingress { get; set; }

    public bool ConfigOnly { get; set; }

    public ConfigReference ConfigFrom { get; set; }

    public IDictionary<string, string> Options { get; set; }

    public IDictionary<string, string> Labels { get; set; }
}

public class NetworksCreateParameters
{
    public NetworksCreateParameters()
    {
    }

    public NetworksCreateParameters(NetworkCreate NetworkCreate)
    {
        if (NetworkCreate is not null)
        {
            CheckDuplicate = NetworkCreate.CheckDuplicate;
            Driver = NetworkCreate.Driver;
            Scope = NetworkCreate.Scope;
            EnableIPv6 = NetworkCreate.EnableIPv6;
            IPAM = NetworkCreate.IPAM;
            Internal = NetworkCreate.Internal;
            Attachable = NetworkCreate.Attachable;
            Ingress = NetworkCreate.Ingress;
            ConfigOnly = NetworkCreate.ConfigOnly;
            ConfigFrom = NetworkCreate.ConfigFrom;
            Options = NetworkCreate.Options;
            Labels = NetworkCreate.Labels;
        }
    }

    public bool CheckDuplicate { get; set; }

    public string Driver { get; set; }

    public string Scope { get; set; }

    public bool EnableIPv6 { get; set; }

    public IPAM IPAM { get; set; }

    public bool Internal { get; set; }

    public bool Attachable { get; set; }

    public bool Ingress { get; set; }

    public bool ConfigOnly { get; set; }

    public ConfigReference ConfigFrom { get; set; }

    public IDictionary<string, string> Options { get; set; }

    public IDictionary<string, string> Labels { get; set; }

    public string Name { get; set; }
}

public class NetworksCreateResponse
{
    [JsonPropertyName("Id")]
    public string ID { get; set; }

    public string Warning { get; set; }
}

public class ConfigReference
{
    public string Network { get; set; }
}

public class IPAM
{
    public string Driver { get; set; }

    public IDictionary<string, string> Options { get; set; }

    public IList<IPAMConfig> Config { get; set; }
}

public class IPAMConfig
{
    public string Subnet { get; set; }

    public string IPRange { get; set; }

    public string Gateway { get; set; }

    [JsonPropertyName("AuxiliaryAddresses")]
    public IDictionary<string, string> AuxAddress { get; set; }
}

public class NetworkConnectParameters
{
    public string Container { get; set; }

    public EndpointSettings EndpointConfig { get; set; }
}

public class NetworkDisconnectParameters
{
    public string Container { get; set; }

    public bool Force { get; set; }
}

public class NetworksDeleteUnusedParameters
{
    public IDictionary<string, IDictionary<string, bool>> Filters { get; set; }
}

public class NetworksPruneResponse
{
    public IList<string> NetworksDeleted { get; set; }
}
