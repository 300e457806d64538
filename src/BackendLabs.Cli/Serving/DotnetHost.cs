using BackendLabs.Cli.Machine;

namespace BackendLabs.Cli.Serving;

/// <summary>The <c>dotnet</c> that runs this program, for others of ours.</summary>
internal static class DotnetHost
{
    /// <exception cref="BrokenException">There is none.</exception>
    public static string Path => Environment.ProcessPath is { } own && System.IO.Path.GetFileNameWithoutExtension(own) == "dotnet"
        ? own
        : Tool.Find("dotnet") ?? throw new BrokenException("`dotnet` was not found.", "Put it on the PATH.");
}
