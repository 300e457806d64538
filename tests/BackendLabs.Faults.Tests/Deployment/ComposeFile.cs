using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace BackendLabs.Faults.Tests.Deployment;

/// <summary>
/// What docker-compose.yml says (https://compose-spec.io), read strictly: a word that is not here is an error, so nothing in
/// the file is left out by whoever starts it from here.
/// </summary>
internal sealed partial record ComposeFile
{
    public string Name { get; init; } = "";

    [YamlMember(Alias = "x-closed", ApplyNamingConventions = false)]
    public object? Closed { get; init; }

    [YamlMember(Alias = "x-boxing", ApplyNamingConventions = false)]
    public object? Boxing { get; init; }

    public Dictionary<string, ComposeService> Services { get; init; } = [];

    public Dictionary<string, ComposeNetwork> Networks { get; init; } = [];

    public Dictionary<string, object> Volumes { get; init; } = [];

    public Dictionary<string, ComposeSecret> Secrets { get; init; } = [];

    /// <param name="variable">A variable's value; null or empty where it is not set.</param>
    /// <exception cref="MissingVariableException">A variable without a default is not set.</exception>
    /// <exception cref="YamlException">The file has a word that is not known here.</exception>
    public static ComposeFile Read(string path, Func<string, string?> variable)
    {
        using var text = new StringReader(Interpolate(File.ReadAllText(path), variable));
        return new DeserializerBuilder()
            .WithNamingConvention(UnderscoredNamingConvention.Instance)
            .Build()
            .Deserialize<ComposeFile>(new MergingParser(new Parser(text)));
    }

    internal static string Interpolate(string text, Func<string, string?> variable) => Variable().Replace(text, found =>
    {
        if (!found.Groups["name"].Success)
            return "$";
        var name = found.Groups["name"].Value;
        if (variable(name) is { Length: > 0 } value)
            return value;
        return found.Groups["mark"].Value == ":-" ? found.Groups["rest"].Value : throw new MissingVariableException(name, found.Groups["rest"].Value);
    });

    [GeneratedRegex(@"\$\$|\$\{(?<name>[A-Z_]+)(?<mark>:-|:\?)(?<rest>[^}]*)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Variable();
}

internal sealed class MissingVariableException(string name, string why) : Exception($"{name}: {why}");

internal sealed record ComposeService
{
    public string Image { get; init; } = "";

    public Dictionary<string, string>? Build { get; init; }

    public string? User { get; init; }

    public List<string> Command { get; init; } = [];

    public Dictionary<string, string> Environment { get; init; } = [];

    public List<string> Secrets { get; init; } = [];

    public List<string> Networks { get; init; } = [];

    public List<string> Ports { get; init; } = [];

    public List<string> Volumes { get; init; } = [];

    public List<string> Tmpfs { get; init; } = [];

    public List<string> Profiles { get; init; } = [];

    public Dictionary<string, Dictionary<string, string>> DependsOn { get; init; } = [];

    public List<string> CapDrop { get; init; } = [];

    public List<string> SecurityOpt { get; init; } = [];

    public bool ReadOnly { get; init; }

    public bool Init { get; init; }

    public string Restart { get; init; } = "";

    public ComposeLogging? Logging { get; init; }

    public ComposeDeploy Deploy { get; init; } = new();

    public string? MemLimit { get; init; }

    public string? ShmSize { get; init; }

    public long? PidsLimit { get; init; }

    public string? StopSignal { get; init; }

    public string? StopGracePeriod { get; init; }

    public ComposeHealth? Healthcheck { get; init; }
}

internal sealed record ComposeLogging
{
    public string Driver { get; init; } = "";

    public Dictionary<string, string> Options { get; init; } = [];
}

internal sealed record ComposeDeploy
{
    public int Replicas { get; init; } = 1;
}

internal sealed record ComposeHealth
{
    public List<string> Test { get; init; } = [];

    public string Interval { get; init; } = "30s";

    public string Timeout { get; init; } = "30s";

    public int Retries { get; init; } = 3;

    public string StartPeriod { get; init; } = "0s";
}

internal sealed record ComposeNetwork
{
    public bool Internal { get; init; }
}

internal sealed record ComposeSecret
{
    public string File { get; init; } = "";
}
