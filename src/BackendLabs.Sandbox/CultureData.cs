using System.Globalization;
using BackendLabs.Contract;
using BackendLabs.DockerGate;

namespace BackendLabs.Sandbox;

/// <summary>What .NET takes from the machine for cultures (ICU) and for time zones (tzdata).</summary>
internal static class CultureData
{
    public const string ZonesFolder = "/usr/share/zoneinfo";

    /// <summary>In every edition of the data; a folder that a package has left behind is empty.</summary>
    private const string AnyZone = ZonesFolder + "/Europe/London";

    /// <summary>Whether a process may ask for ICU: .NET ends at its start where it does and there is none.</summary>
    public static bool HasIcu => OperatingSystem.IsMacOS() || FindIcu() is not null;

    public static bool HasZones => File.Exists(AnyZone);

    /// <summary>The libraries that .NET opens by name, without those that they need in turn.</summary>
    public static IReadOnlyList<string> IcuLibraries => FindIcu() is { } version ? [UnicodeOf(version), FormatsOf(version)] : [];

    /// <summary>What is missing here, with its remedy.</summary>
    public static IReadOnlyList<ServiceState> Missing(bool hasIcu, bool hasZones)
    {
        List<ServiceState> missing = [];
        if (!hasIcu)
            missing.Add(new ServiceState("cultures", Available: false, "ICU is not installed: your code has the invariant culture alone", "Install it: apt-get install '^libicu[0-9]+$' (Debian, Ubuntu), dnf install libicu (Fedora)."));
        if (!hasZones)
            missing.Add(new ServiceState("time zones", Available: false, "tzdata is not installed: your code has UTC alone", "Install it: apt-get install tzdata (Debian, Ubuntu), dnf install tzdata (Fedora)."));
        return missing;
    }

    // Of several versions .NET takes the highest.
    private static int? FindIcu() => ImageFiles.LibraryFolders
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "libicuuc.so.*")
            .Select(file => int.TryParse(Path.GetExtension(file).AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0)
            .Where(version => version > 0 && File.Exists(Path.Combine(folder, FormatsOf(version)))))
        .Cast<int?>()
        .Max();

    private static string UnicodeOf(int version) => $"libicuuc.so.{version}";

    private static string FormatsOf(int version) => $"libicui18n.so.{version}";
}
