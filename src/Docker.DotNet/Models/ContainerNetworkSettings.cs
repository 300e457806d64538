namespace Docker.DotNet.Models;

public class NetworkSettings
{
    public NetworkSettings()
    {
    }

    public NetworkSettings(NetworkSettingsBase NetworkSettingsBase, DefaultNetworkSettings DefaultNetworkSettings)
    {
        if (NetworkSettingsBase is not null)
        {
            Bridge = NetworkSettingsBase.Bridge;
            SandboxID = NetworkSettingsBase.SandboxID;
            HairpinMode = NetworkSettingsBase.HairpinMode;
            LinkLocalIPv6Address = NetworkSettingsBase.LinkLocalIPv6Address;
            LinkLocalIPv6PrefixLen = NetworkSettingsBase.LinkLocalIPv6PrefixLen;
            Ports = NetworkSettingsBase.Ports;
            SandboxKey = NetworkSettingsBase.SandboxKey;
            SecondaryIPAddresses = NetworkSettingsBase.SecondaryIPAddresses;
            SecondaryIPv6Addresses = NetworkSettingsBase.SecondaryIPv6Addresses;
        }

        if (DefaultNetworkSettings is not null)
        {
            EndpointID = DefaultNetworkSettings.EndpointID;
            Gateway = DefaultNetworkSettings.Gateway;
            GlobalIPv6Address = DefaultNetworkSettings.GlobalIPv6Address;
            GlobalIPv6PrefixLen = DefaultNetworkSettings.GlobalIPv6PrefixLen;
            IPAddress = DefaultNetworkSettings.IPAddress;
            IPPrefixLen = DefaultNetworkSettings.IPPrefixLen;
            IPv6Gateway = DefaultNetworkSettings.IPv6Gateway;
            MacAddress = DefaultNetworkSettings.MacAddress;
        }
    }

    public string Bridge { get; set; }

    public string SandboxID { get; set; }

    public bool HairpinMode { get; set; }

    public string LinkLocalIPv6Address { get; set; }

    public long LinkLocalIPv6PrefixLen { get; set; }

    public IDictionary<string, IList<PortBinding>> Ports { get; set; }

    public string SandboxKey { get; set; }

    public IList<Address> SecondaryIPAddresses { get; set; }

    public IList<Address> SecondaryIPv6Addresses { get; set; }

    public string EndpointID { get; set; }

    public string Gateway { get; set; }

    public string GlobalIPv6Address { get; set; }

    public long GlobalIPv6PrefixLen { get; set; }

    public string IPAddress { get; set; }

    public long IPPrefixLen { get; set; }

    public string IPv6Gateway { get; set; }

    public string MacAddress { get; set; }

    public IDictionary<string, EndpointSettings> Networks { get; set; }
}

public class NetworkSettingsBase
{
    public string Bridge { get; set; }

    public string SandboxID { get; set; }

    public bool HairpinMode { get; set; }

    public string LinkLocalIPv6Address { get; set; }

    public long LinkLocalIPv6PrefixLen { get; set; }

    public IDictionary<string, IList<PortBinding>> Ports { get; set; }

    public string SandboxKey { get; set; }

    public IList<Address> SecondaryIPAddresses { get; set; }

    public IList<Address> SecondaryIPv6Addresses { get; set; }
}

public class DefaultNetworkSettings
{
    public string EndpointID { get; set; }

    public string Gateway { get; set; }

    public string GlobalIPv6Address { get; set; }

    public long GlobalIPv6PrefixLen { get; set; }

    public string IPAddress { get; set; }

    public long IPPrefixLen { get; set; }

    public string IPv6Gateway { get; set; }

    public string MacAddress { get; set; }
}

public class SummaryNetworkSettings
{
    public IDictionary<string, EndpointSettings> Networks { get; set; }
}

public class Address
{
    public string Addr { get; set; }

    public long PrefixLen { get; set; }
}

public class EndpointSettings
{
    public EndpointIPAMConfig IPAMConfig { get; set; }

    public IList<string> Links { get; set; }

    public IList<string> Aliases { get; set; }

    public string NetworkID { get; set; }

    public string EndpointID { get; set; }

    public string Gateway { get; set; }

    public string IPAddress { get; set; }

    public long IPPrefixLen { get; set; }

    public string IPv6Gateway { get; set; }

    public string GlobalIPv6Address { get; set; }

    public long GlobalIPv6PrefixLen { get; set; }

    public string MacAddress { get; set; }

    public IDictionary<string, string> DriverOpts { get; set; }
}

public class EndpointIPAMConfig
{
    public string IPv4Address { get; set; }

    public string IPv6Address { get; set; }

    public IList<string> LinkLocalIPs { get; set; }
}
