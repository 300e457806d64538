using System.Globalization;

namespace BackendLabs.Sandbox;

/// <summary>The whole environment of our .NET processes: nothing of the machine's own is passed on.</summary>
internal static class DotnetSettings
{
    private const string Invariant = "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT";

    /// <summary>For a process that holds a snippet: with real cultures where this machine has them.</summary>
    /// <inheritdoc cref="For"/>
    public static IReadOnlyDictionary<string, string> ForSnippet(long memoryBytes, bool hasIcu) =>
        new Dictionary<string, string>(For(memoryBytes)) { [Invariant] = hasIcu ? "0" : "1" };

    /// <param name="memoryBytes">The process's limit; its heap may take three quarters, so that it fails with an exception before the kernel ends it.</param>
    public static IReadOnlyDictionary<string, string> For(long memoryBytes) => new Dictionary<string, string>
    {
        ["PATH"] = "/usr/bin:/bin",
        ["HOME"] = "/tmp",
        ["LANG"] = "C.UTF-8",
        ["DOTNET_EnableDiagnostics"] = "0",
        ["DOTNET_TieredPGO"] = "0",
        // The runtime would map its code twice through a file larger than any that the limits allow.
        ["DOTNET_EnableWriteXorExecute"] = "0",
        ["DOTNET_gcServer"] = "0",
        ["DOTNET_gcConcurrent"] = "0",
        ["DOTNET_GCHeapHardLimit"] = (memoryBytes / 4 * 3).ToString("X", CultureInfo.InvariantCulture),
        [Invariant] = "1",
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
    };
}
