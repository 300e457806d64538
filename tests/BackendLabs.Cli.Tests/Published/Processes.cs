using System.Globalization;
using BackendLabs.Cli.Machine;

namespace BackendLabs.Cli.Tests.Published;

/// <summary>The machine's processes, as the kernel lists them.</summary>
internal static class Processes
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>All that a process has started, and those they have; not the process itself.</summary>
    public static IReadOnlyList<int> Of(int parent)
    {
        var parents = All().ToDictionary(process => process.Id, process => process.Parent);
        return [.. parents.Keys.Where(id => IsBeneath(id))];

        bool IsBeneath(int id) => parents.TryGetValue(id, out var above) && (above == parent || (above > 1 && IsBeneath(above)));
    }

    /// <summary>The first beneath a process whose command line has these words.</summary>
    public static int Find(int parent, string words) => Of(parent).First(id => CommandOf(id).Contains(words, StringComparison.Ordinal));

    public static async Task<IReadOnlyList<int>> LeftAsync(IReadOnlyList<int> processes, TimeSpan within)
    {
        using var look = new PeriodicTimer(Look);
        for (var looks = 0; looks < within / Look && processes.Any(IsAlive); looks++)
            await look.WaitForNextTickAsync();
        return [.. processes.Where(IsAlive)];
    }

    public static Task SignalAsync(int process, string signal) => Tool.RunAsync("kill", [$"-{signal}", $"{process}"], null, CancellationToken.None);

    private static bool IsAlive(int id) => All().Any(process => process.Id == id && process.State != 'Z');

    private static string CommandOf(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline").Replace('\0', ' ');
        }
        catch (IOException)
        {
            return "";
        }
    }

    // /proc/PID/stat (proc(5)): the name may hold spaces and brackets; after its last bracket come state and parent.
    private static IEnumerable<(int Id, int Parent, char State)> All()
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id))
                continue;
            string stat;
            try
            {
                stat = File.ReadAllText(Path.Combine(folder, "stat"));
            }
            catch (IOException)
            {
                continue;
            }

            var rest = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            yield return (id, int.Parse(rest[1], CultureInfo.InvariantCulture), rest[0][0]);
        }
    }
}
