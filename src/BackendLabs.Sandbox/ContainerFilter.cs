using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace BackendLabs.Sandbox;

/// <summary>
/// The rules of system calls as a profile that the Engine loads (https://docs.docker.com/engine/security/seccomp/). It
/// stands in the place of the Engine's own. The engine's libseccomp judges by name, so calls of newer kernels than it
/// knows are the one thing that boxes refuse and containers do not.
/// </summary>
internal static class ContainerFilter
{
    private static readonly Dictionary<SystemCallProfile, string> Profiles =
        Enum.GetValues<SystemCallProfile>().ToDictionary(profile => profile, profile => Write(profile).ToJsonString());

    public static string For(SystemCallProfile profile) => Profiles[profile];

    private static JsonObject Write(SystemCallProfile profile) => new()
    {
        ["defaultAction"] = "SCMP_ACT_ALLOW",
        // Calls of any other end the process.
        ["architectures"] = new JsonArray(RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "SCMP_ARCH_AARCH64" : "SCMP_ARCH_X86_64"),
        ["syscalls"] = new JsonArray([.. SystemCallRules.All.Select(rule => Rule(rule, profile))]),
    };

    private static JsonNode Rule(SystemCallRule rule, SystemCallProfile profile)
    {
        var written = new JsonObject
        {
            ["names"] = new JsonArray([.. rule.Calls.Select(call => (JsonNode)call)]),
            ["action"] = rule.IsFatal && profile == SystemCallProfile.Student ? "SCMP_ACT_KILL_PROCESS" : "SCMP_ACT_ERRNO",
            ["args"] = new JsonArray([.. rule.Tests.Select(test => (JsonNode)test.ToJson())]),
        };
        if (written["action"]!.GetValue<string>() == "SCMP_ACT_ERRNO")
            written["errnoRet"] = rule.Error;
        return written;
    }
}
