using System.Text.RegularExpressions;

namespace BackendLabs.DockerGate;

/// <summary>The Engine's texts as a student reads them: their names, and none of the host's paths.</summary>
internal static partial class EngineWords
{
    private const int Longest = 1000;

    public static string For(EngineGatePolicy policy, string? message)
    {
        var text = (message ?? "The Docker Engine gives no reason.")
            .Replace(policy.NamePrefix, "", StringComparison.Ordinal);
        text = HostPath().Replace(text, "…");
        return text.Length > Longest ? text[..Longest] + "…" : text;
    }

    [GeneratedRegex(@"/(var/lib|var/run|run)/(docker|containerd)[^\s""':]*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HostPath();
}
