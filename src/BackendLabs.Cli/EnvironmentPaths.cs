using BackendLabs.Labs.Files;
using BackendLabs.Store;

namespace BackendLabs.Cli;

/// <summary>What the environment says of where things are. Read once; every folder is worked out when it is asked for.</summary>
/// <param name="variable">A variable's value; null or empty where it is not set.</param>
/// <param name="currentFolder">Where the command was given.</param>
internal sealed class EnvironmentPaths(Func<string, string?> variable, string currentFolder)
{
    /// <summary>Where the folder that the shell is in was removed or closed, the command goes on from the root: most need none.</summary>
    public static EnvironmentPaths OfThisProcess(Action<string> warn)
    {
        try
        {
            return new(Environment.GetEnvironmentVariable, Directory.GetCurrentDirectory());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            warn("! The folder that you are in was removed, or you may not read it. Go to another one: cd ~");
            return new(Environment.GetEnvironmentVariable, "/");
        }
    }

    public string CurrentFolder => currentFolder;

    /// <summary>Whether commands start no grader that outlives them: BACKENDLABS_RESIDENT=0, or continuous integration (CI=true), which starts each machine anew.</summary>
    public bool RunsAlone => Variable("BACKENDLABS_RESIDENT") is { } wanted ? wanted == "0" : Variable("CI") is "true" or "1";

    public bool Debug => Variable("BACKENDLABS_DEBUG") == "1";

    /// <summary>The published folder that holds compiler/, host/ and judge/.</summary>
    public string AppFolder
    {
        get
        {
            if (Variable("BACKENDLABS_APP") is { } named)
                return named;
            var beside = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, ".."));
            return Directory.Exists(Path.Combine(beside, "compiler"))
                ? beside
                : throw new BrokenException(
                    "The published programs are not beside this one, and BACKENDLABS_APP does not name their folder.",
                    "Start the command through the launcher: ./lab in the clone.");
        }
    }

    /// <summary>Null where the published folder is not known; for what works without it.</summary>
    public string? AppFolderOrNull
    {
        get
        {
            try
            {
                return AppFolder;
            }
            catch (BrokenException)
            {
                return null;
            }
        }
    }

    /// <summary>The folders that hold tracks: the clone's own first, then BACKENDLABS_LABS.</summary>
    public IReadOnlyList<string> LabRoots
    {
        get
        {
            var roots = new List<string>();
            if (CloneFolder is { } clone)
                roots.Add(Path.Combine(clone, "labs"));
            if (Variable("BACKENDLABS_LABS") is { } more)
                roots.AddRange(more.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
            return roots;
        }
    }

    /// <summary>Whether a folder of tracks is the project's own.</summary>
    public bool IsShipped(string labRoot) => CloneFolder is { } clone && Path.GetFullPath(labRoot) == Path.GetFullPath(Path.Combine(clone, "labs"));

    /// <summary>The clone: BACKENDLABS_ROOT, or the nearest folder above with labs/catalog.yaml; null without either.</summary>
    public string? CloneFolder
    {
        get
        {
            if (Variable("BACKENDLABS_ROOT") is { } named)
                return named;
            for (var folder = new DirectoryInfo(currentFolder); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "labs", "catalog.yaml")))
                    return folder.FullName;
            }

            return null;
        }
    }

    /// <summary>Where progress is kept: <c>$XDG_DATA_HOME/backendlabs</c>, else <c>~/.local/share/backendlabs</c> (XDG Base Directory Specification).</summary>
    public string DataFolder => XdgFolder("XDG_DATA_HOME", ".local/share");

    /// <summary>The key that signs records: BACKENDLABS_KEY, else <c>evidence.key</c> in <c>$XDG_CONFIG_HOME/backendlabs</c>, apart from what it signs.</summary>
    public string SigningKey => Variable("BACKENDLABS_KEY") is { } named
        ? Path.GetFullPath(named, currentFolder)
        : UsualSigningKey;

    /// <summary>Where each record has its entry.</summary>
    public string EvidenceChain => Path.Combine(DataFolder, "evidence.chain");

    /// <summary>Attempts and their queue: BACKENDLABS_STORE, or what the file of BACKENDLABS_STORE_FILE says, else a file of this machine's, whose folder is made where it is missing.</summary>
    /// <exception cref="StoreUnusableException">Both are set, or the file does not hold an address.</exception>
    public string StoreAddress => StoreSetting.Read(variable) ?? Path.Combine(PrivateFolder.Make(DataFolder), "store.db");

    public string CacheFolder => XdgFolder("XDG_CACHE_HOME", ".cache");

    public string HomeFolder => Variable("HOME") ?? throw new UsageException(
        "HOME is not set, so there is no place for your work.",
        "Set HOME to your folder, or name places with XDG_DATA_HOME, XDG_CACHE_HOME and `lab start --to DIR`.");

    /// <summary>
    /// Closes to other accounts the folders of data, configuration and cache, with what earlier versions left in them. A
    /// signing key that others could read stays as it is: who signs with it must learn of that.
    /// </summary>
    public void ClosePrivateFolders()
    {
        foreach (var folder in (Func<string>[])[() => DataFolder, () => Path.GetDirectoryName(UsualSigningKey)!, () => CacheFolder])
            ClosePrivateFolder(folder);
    }

    private void ClosePrivateFolder(Func<string> named)
    {
        try
        {
            var folder = named();
            // What the launcher makes for every account. Root's sandboxes read the programs under others; an ordinary user's run under their own.
            var (programs, builds) = (Path.Combine(folder, "app"), Path.Combine(folder, "build"));
            var passage = Environment.IsPrivilegedProcess && Directory.Exists(programs) ? programs : null;
            PrivateFolder.Mend(folder, passage, programs, builds, UsualSigningKey, SigningKey);
        }
        catch (UsageException)
        {
            // Without HOME there is no such folder; who needs it says so.
        }
    }

    private string UsualSigningKey => Path.Combine(XdgFolder("XDG_CONFIG_HOME", ".config"), "evidence.key");

    /// <summary>A program on the PATH; null where there is none of this name.</summary>
    public string? FindProgram(string name) => (Variable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Where(Path.IsPathRooted).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    public string? Variable(string name) => variable(name) is { Length: > 0 } value ? value : null;

    // The specification: a relative path in one of its variables is invalid and is to be ignored.
    private string XdgFolder(string name, string beneathHome) =>
        Variable(name) is { } folder && Path.IsPathRooted(folder)
            ? Path.Combine(folder, "backendlabs")
            : Path.Combine(HomeFolder, beneathHome, "backendlabs");
}
