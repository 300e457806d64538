using System.Runtime.CompilerServices;

/// <summary>Commands that tests start leave no grader behind, unless a test asks for one.</summary>
internal static class RunsAlone
{
    [ModuleInitializer]
    internal static void Begin() => Environment.SetEnvironmentVariable("BACKENDLABS_RESIDENT", "0");
}
