using System.Globalization;
using System.Net;
using BackendLabs.Store;

namespace BackendLabs.Web.Hosting;

/// <summary>What this node was started with: environment variables, set by <c>lab serve</c>, <c>lab up</c> and <c>lab preview</c>.</summary>
/// <param name="AppFolder">The published folder that holds compiler/, host/ and judge/.</param>
/// <param name="LabRoots">The folders that hold tracks, the clone's own first.</param>
/// <param name="StoreAddress">A file's path or <c>Host=…</c>.</param>
/// <param name="CacheFolder">May be removed at any time.</param>
/// <param name="Listen">Loopback unless told otherwise.</param>
/// <param name="CohortFile">A class that practises here; null where anybody may.</param>
/// <param name="PreviewFolder">The lab whose author is at work; null outside of a preview.</param>
internal sealed record WebSettings(
    string AppFolder,
    IReadOnlyList<string> LabRoots,
    string StoreAddress,
    string CacheFolder,
    IPEndPoint Listen,
    string? CohortFile,
    string? PreviewFolder)
{
    /// <summary>Whether a browser of the account that this node runs under is the owner's: <c>lab up</c> on one machine.</summary>
    public bool KnowsOwner { get; init; }

    public static readonly IPEndPoint UsualListen = new(IPAddress.Loopback, 5080);

    /// <exception cref="SettingException">A setting is missing or wrong; the message names it.</exception>
    /// <exception cref="StoreUnusableException">The store is named twice, or by a file that does not hold an address.</exception>
    public static WebSettings Read(Func<string, string?> variable)
    {
        return new WebSettings(
            Folder("BACKENDLABS_APP") ?? Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..")),
            Roots(),
            StoreSetting.Read(variable) ?? Path.Combine(Home("XDG_DATA_HOME", ".local/share"), "store.db"),
            Home("XDG_CACHE_HOME", ".cache"),
            Endpoint(),
            Existing("BACKENDLABS_COHORT"),
            Folder("BACKENDLABS_PREVIEW"))
        {
            KnowsOwner = Text("BACKENDLABS_OWNER") == "1" && Text("BACKENDLABS_COHORT") is null,
        };

        string? Text(string name) => variable(name) is { Length: > 0 } value ? value : null;

        string? Folder(string name) => Text(name) is not { } folder ? null
            : Directory.Exists(folder) ? Path.GetFullPath(folder)
            : throw new SettingException($"{name} names {folder}, which is no folder.", "Start the pages with `lab up` or `lab serve`.");

        string? Existing(string name) => Text(name) is not { } file ? null
            : File.Exists(file) ? Path.GetFullPath(file)
            : throw new SettingException($"{name} names {file}, which does not exist.", "Correct the path.");

        IReadOnlyList<string> Roots()
        {
            var roots = new List<string>();
            if (Text("BACKENDLABS_ROOT") is { } clone)
                roots.Add(Path.Combine(clone, "labs"));
            if (Text("BACKENDLABS_LABS") is { } more)
                roots.AddRange(more.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
            if (roots.Count == 0)
                throw new SettingException("No labs: neither BACKENDLABS_ROOT nor BACKENDLABS_LABS is set.", "Start the pages with `lab up` or `lab serve`.");
            return roots.FirstOrDefault(root => !Directory.Exists(root)) is { } absent
                ? throw new SettingException($"The folder of labs {absent} does not exist.", "Correct BACKENDLABS_LABS or --labs.")
                : roots;
        }

        IPEndPoint Endpoint() => Text("BACKENDLABS_LISTEN") is not { } text ? UsualListen
            : IPEndPoint.TryParse(text, out var endpoint) && endpoint.Port is > 0 or 0 && text.Contains(':', StringComparison.Ordinal) ? endpoint
            : throw new SettingException($"BACKENDLABS_LISTEN is '{text}'.", string.Create(CultureInfo.InvariantCulture, $"Give an address and a port, as {UsualListen}."));

        string Home(string name, string beneathHome) => Text(name) is { } folder && Path.IsPathRooted(folder) ? Path.Combine(folder, "backendlabs")
            : Text("HOME") is { } home ? Path.Combine(home, beneathHome, "backendlabs")
            : throw new SettingException($"Neither {name} nor HOME is set.", "Set HOME to a folder of yours.");
    }
}

/// <summary>A setting is missing or wrong.</summary>
internal sealed class SettingException(string message, string remedy) : Exception(message)
{
    public string Remedy { get; } = remedy;
}
