using System.Reflection;

namespace BackendLabs.Cli;

internal static class CommandVersion
{
    public static string Text { get; } =
        typeof(CommandVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
}
