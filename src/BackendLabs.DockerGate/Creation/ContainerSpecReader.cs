using System.Text.RegularExpressions;
using BackendLabs.DockerGate.Http;

namespace BackendLabs.DockerGate.Creation;

/// <summary>Reads the body of <c>POST /containers/create</c> (Engine API 1.24 to 1.47), member by member.</summary>
internal static partial class ContainerSpecReader
{
    private const int MostWords = 64;
    private const int MostLabels = 32;
    private const int MostPorts = 4;
    private const int LongestStop = 60;

    /// <exception cref="RequestRefusedException">Something in it is not for this lab, or not understood.</exception>
    public static ContainerSpec Read(ReadOnlyMemory<byte> body, EngineGatePolicy policy)
    {
        var config = StrictObject.Parse(body);
        var host = HostConfigReader.Read(config.Object("HostConfig"), policy.Limits);
        var spec = new ContainerSpec(
            Image(config, policy),
            config.Texts("Cmd", MostWords),
            config.Take("Entrypoint") is null ? null : config.Texts("Entrypoint", MostWords),
            Environment(config),
            Matching(config, "WorkingDir", FolderName(), "write an absolute path such as /www"),
            Matching(config, "User", UserName(), "write a name or number, such as nobody or 1000:1000"),
            Matching(config, "Hostname", HostName(), "write letters, digits, dots and hyphens"),
            Labels(config),
            ExposedPorts(config),
            config.Flag("Tty") ?? false,
            Matching(config, "StopSignal", SignalName(), "write a signal such as SIGTERM"),
            StopTimeout(config),
            config.Object("Healthcheck") is { } health ? Health(health) : null,
            host.Ports,
            host.PublishAll,
            host.RetriesOnFailure,
            host.Memory,
            host.NanoCpus,
            host.AutoRemove,
            host.ReadonlyRootfs,
            host.Init,
            host.WithoutNetwork | (config.Flag("NetworkDisabled") ?? false),
            host.Tmpfs);
        RefuseTheRest(config);
        return spec;
    }

    private static string Image(StrictObject config, EngineGatePolicy policy)
    {
        var image = config.Text("Image");
        if (image.Length == 0)
            throw RequestRefusedException.Mistake("Image is missing: say which image to run, e.g. " + policy.Images[0] + ".");
        return policy.Images.Contains(image, StringComparer.Ordinal)
            ? image
            : throw RequestRefusedException.NotHere(
                $"The image '{RequestTarget.Shown(image)}' is not in this lab; it has {string.Join(", ", policy.Images)}.");
    }

    private static IReadOnlyList<string> Environment(StrictObject config)
    {
        var variables = config.Texts("Env", MostWords);
        return variables.All(variable => Variable().IsMatch(variable))
            ? variables
            : throw RequestRefusedException.Mistake("An entry of Env is not written NAME=value.");
    }

    private static Dictionary<string, string> Labels(StrictObject config)
    {
        var labels = config.Map("Labels", MostLabels).ToDictionary(
            label => label.Key, label => StrictText.Read(label.Value, "Labels"), StringComparer.Ordinal);
        foreach (var name in labels.Keys.Where(name => !LabelName().IsMatch(name)))
            throw RequestRefusedException.Mistake($"The label '{RequestTarget.Shown(name)}' is not of letters, digits, dots, hyphens and slashes.");
        foreach (var name in labels.Keys.Where(IsReserved))
            throw RequestRefusedException.NotHere($"The label '{RequestTarget.Shown(name)}' begins with a word that is reserved; choose another name.");
        return labels;
    }

    private static bool IsReserved(string label) =>
        label.StartsWith(DockerLabels.Prefix, StringComparison.OrdinalIgnoreCase)
        || label.StartsWith("com.docker.", StringComparison.OrdinalIgnoreCase);

    private static List<string> ExposedPorts(StrictObject config)
    {
        var ports = config.Map("ExposedPorts", MostPorts);
        foreach (var value in ports.Values)
            StrictObject.Of(value, "ExposedPorts").Done();
        return [.. ports.Keys.Select(PortNumbers.ContainerPort).Distinct(StringComparer.Ordinal)];
    }

    private static int? StopTimeout(StrictObject config)
    {
        if (config.Take("StopTimeout") is null)
            return null;
        var seconds = config.Number("StopTimeout");
        return seconds is >= 0 and <= LongestStop
            ? (int)seconds
            : throw RequestRefusedException.Mistake($"StopTimeout is {seconds}; write 0 to {LongestStop} seconds.");
    }

    private static HealthSpec Health(StrictObject health)
    {
        var spec = new HealthSpec(
            health.Texts("Test", MostWords),
            health.Number("Interval"),
            health.Number("Timeout"),
            health.Number("StartPeriod"),
            health.Number("Retries"));
        health.Neutral("StartInterval", "leave it out.");
        health.Done();
        long[] times = [spec.Interval, spec.Timeout, spec.StartPeriod];
        if (times.Any(time => time is < 0 or > 600_000_000_000) || spec.Retries is < 0 or > 100)
            throw RequestRefusedException.Mistake("Healthcheck has a time over ten minutes, or more than 100 retries.");
        return spec;
    }

    private static void RefuseTheRest(StrictObject config)
    {
        if (config.Flag("OpenStdin") is true || config.Flag("StdinOnce") is true || config.Flag("AttachStdin") is true)
            throw RequestRefusedException.NotHere("OpenStdin is not allowed in this lab: nobody can type into the container.");
        _ = config.Flag("AttachStdout");
        _ = config.Flag("AttachStderr");
        _ = config.Flag("ArgsEscaped");
        config.Neutral("Volumes", "data that outlives a container comes in a later lab.");
        config.Neutral("Domainname", "the container has no domain.");
        config.Neutral("MacAddress", "the network gives the address.");
        config.Neutral("OnBuild", "no image is built from this container.");
        config.Neutral("Shell", "write the shell into Cmd, as [\"sh\", \"-c\", \"...\"].");
        if (config.Object("NetworkingConfig") is { } networking)
        {
            networking.Neutral("EndpointsConfig", "networks of your own come in a later lab.");
            networking.Done();
        }

        config.Done();
    }

    private static string Matching(StrictObject config, string name, Regex pattern, string advice)
    {
        var text = config.Text(name);
        return text.Length == 0 || pattern.IsMatch(text)
            ? text
            : throw RequestRefusedException.Mistake($"{name} is '{RequestTarget.Shown(text)}'; {advice}.");
    }

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_.-]{0,127}=", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variable();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._/-]{0,127}\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LabelName();

    [GeneratedRegex(@"\A/[A-Za-z0-9._/-]{0,255}\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FolderName();

    [GeneratedRegex(@"\A[a-z0-9_][a-z0-9_-]{0,31}(:[a-z0-9_][a-z0-9_-]{0,31})?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UserName();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9.-]{0,62}\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HostName();

    [GeneratedRegex(@"\A(SIG)?[A-Z0-9+]{1,12}\z", RegexOptions.ExplicitCapture, 1000)]
    internal static partial Regex SignalName();
}
