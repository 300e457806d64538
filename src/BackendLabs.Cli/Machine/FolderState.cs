namespace BackendLabs.Cli.Machine;

/// <summary>Whether one of the folders that the command writes to can be written.</summary>
/// <param name="Detail">The path, and why not.</param>
internal sealed record FolderState(string Purpose, bool Writable, string Detail, string? Remedy)
{
    public static IReadOnlyList<FolderState> All(EnvironmentPaths paths) =>
    [
        Of("progress", () => paths.DataFolder, "Make it writable, or name another with XDG_DATA_HOME."),
        Of("cache", () => paths.CacheFolder, "Make it writable, or name another with XDG_CACHE_HOME."),
        Of("your labs", () => Path.Combine(paths.HomeFolder, "backendlabs"), "Make it writable, or choose another with `lab start --to DIR`."),
        Of("temporary files", Path.GetTempPath, "Make it writable, or name another with TMPDIR."),
    ];

    private static FolderState Of(string purpose, Func<string> folder, string remedy)
    {
        string path;
        try
        {
            path = folder();
        }
        catch (UsageException error)
        {
            return new FolderState(purpose, false, error.Message, error.Remedy);
        }

        // The folder itself is made when it is needed; until then its nearest parent decides.
        var existing = new DirectoryInfo(path);
        while (existing is { Exists: false, Parent: { } parent })
            existing = parent;
        try
        {
            var probe = Path.Combine(existing.FullName, $".backendlabs-{Guid.NewGuid():N}");
            using (new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose)) { }
            return new FolderState(purpose, true, path, null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new FolderState(purpose, false, $"{path}: {error.Message}", remedy);
        }
    }
}
