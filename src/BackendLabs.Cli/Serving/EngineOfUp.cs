namespace BackendLabs.Cli.Serving;

/// <summary>The Docker engine that `lab up` starts for itself where none answers is found by the other commands of its user.</summary>
internal static class EngineOfUp
{
    public const string Variable = "DOCKER_HOST";

    /// <summary>Names it to this process and to all that it starts, unless the user names one.</summary>
    public static void Use(EnvironmentPaths paths)
    {
        if (paths.Variable(Variable) is null && Find(paths) is { } engine)
            Environment.SetEnvironmentVariable(Variable, engine);
    }

    /// <returns>Null where `lab up` does not run, or has started none.</returns>
    public static string? Find(EnvironmentPaths paths)
    {
        try
        {
            return UpLock.Read(paths.DataFolder) is { Engine: { } engine } up && IsAlive(up.Process) ? engine : null;
        }
        catch (Exception error) when (error is UsageException or IOException or UnauthorizedAccessException)
        {
            // There is no place for its state, or none that can be read: whoever needs that says so.
            return null;
        }
    }

    // One that was killed leaves its state, and its engine ends with it.
    private static bool IsAlive(int process) => Directory.Exists($"/proc/{process}");
}
