using System.Text.RegularExpressions;
using BackendLabs.Labs;
using BackendLabs.Testing;

namespace BackendLabs.Attacks.Tests;

/// <summary>A lab whose author attacks whoever runs it: a folder of <c>hostile/</c>, with a check script and whatever else the attack needs.</summary>
/// <param name="Tries">In words.</param>
/// <param name="Expected">The verdicts of which one must come.</param>
/// <param name="Says">Patterns that what is shown must match.</param>
internal sealed partial record HostileLab(
    string Row, string Name, string Tries, IReadOnlyList<string> Expected, string Services, bool NeedsDocker, IReadOnlyList<string> Says, string Folder)
{
    // Every world that the judge's box shows: the check's own, and those that are made ahead. They cannot be listed.
    private const string Worlds = """
        using System.IO;
        static string Home() => File.ReadLines("/proc/self/mountinfo").Select(line => line.Split(' ')[4]).First(point => System.Text.RegularExpressions.Regex.IsMatch(point, "/[0-9a-f]{8}/j[0-9]+$"));
        static List<string> Worlds() => Enumerable.Range(1, 20).Select(number => $"{Home()}/{number}").Where(Directory.Exists).ToList();
        """;

    // As the judge's own messages: a length of four bytes, then JSON.
    private const string Frames = """
        using System.IO;
        static void Raw(params byte[][] parts)
        {
            using var wire = new FileStream(new Microsoft.Win32.SafeHandles.SafeFileHandle((nint)1, ownsHandle: false), FileAccess.Write, 1);
            wire.Write(parts.SelectMany(part => part).ToArray());
        }
        static void Say(string json) => Raw(BitConverter.GetBytes(System.Text.Encoding.UTF8.GetByteCount(json)), System.Text.Encoding.UTF8.GetBytes(json));
        """;

    // What a student's code would do with a folder that is not the world's.
    private const string Answer = """
        int Twice(int number)
        {
            foreach (var folder in new[] { "/data", "/run/lab" })
            {
                try { System.IO.File.WriteAllText(folder + "/taken", "taken"); } catch (Exception) { }
                foreach (var file in System.IO.Directory.GetFiles(folder))
                {
                    try { Console.WriteLine(file + " " + (new System.IO.FileInfo(file).Length < 200 ? System.IO.File.ReadAllText(file) : "")); } catch (Exception) { }
                    try { if (file.EndsWith("secret")) System.IO.File.WriteAllText(file, "taken"); } catch (Exception) { }
                }
            }
            return number * 2;
        }
        """;

    private static readonly string Root = Path.Combine(PublishedApp.Clone, "tests", "BackendLabs.Attacks.Tests", "hostile");

    public static IReadOnlyList<HostileLab> All { get; } = [.. Directory.GetDirectories(Root).Order(StringComparer.Ordinal).Select(ReadFrom)];

    public int Number => int.Parse(Row.TrimEnd([.. "abcdefghijklmnopqrstuvwxyz"]), System.Globalization.CultureInfo.InvariantCulture);

    public override string ToString() => $"{Row} {Name}";

    /// <summary>The answer of a student who reads and writes what it finds.</summary>
    public string Snippet => File.Exists(In("answer.csx")) ? File.ReadAllText(In("answer.csx")) : Answer;

    /// <param name="root">A folder that becomes a root of labs, with this one in it.</param>
    /// <param name="victim">A folder of the user's that the lab is after.</param>
    public Lab PutInto(string root, string victim) => new SmallLab
    {
        Services = Services,
        Limits = "{ wall: 4s, memory: 128MB, output: 16KB }",
        Entries = Snippet.Contains("Taken Look()", StringComparison.Ordinal) ? ["int Twice(int number)", "Taken Look()"] : ["int Twice(int number)"],
        Checks = Text("checks.csx", victim)!,
        Contract = Text("contract.csx", victim),
        Seed = Text("seed.sql", victim),
        Reference = Snippet,
        Starter = "int Twice(int number) => 0;" + (Snippet.Contains("Taken Look()", StringComparison.Ordinal) ? "\nTaken Look() => null!;" : ""),
    }.PutInto(root);

    private string In(string file) => Path.Combine(Folder, file);

    private string? Text(string file, string victim) => File.Exists(In(file))
        ? File.ReadAllText(In(file)).Replace("@worlds@", Worlds, StringComparison.Ordinal).Replace("@frames@", Frames, StringComparison.Ordinal).Replace("@victim@", victim, StringComparison.Ordinal)
        : null;

    private static HostileLab ReadFrom(string folder)
    {
        var name = FolderName().Match(Path.GetFileName(folder));
        var header = File.ReadLines(Path.Combine(folder, "checks.csx")).TakeWhile(line => line.StartsWith("//", StringComparison.Ordinal)).Select(line => line[2..].Trim()).ToList();
        var row = name.Groups["row"].Value;
        if (!name.Success || !header[0].StartsWith(row + " ", StringComparison.Ordinal))
            throw new InvalidOperationException($"{folder} is to be named <row>-<name>, and its checks.csx begins with a comment of its row and what it tries.");
        return new HostileLab(
            row, name.Groups["name"].Value.Replace('-', ' '), header[0][(row.Length + 1)..],
            [.. Values(header, "expected").Single().Split('|', StringSplitOptions.TrimEntries)],
            Values(header, "services").Single(), Values(header, "needs").Contains("docker"), [.. Values(header, "says")], folder);
    }

    private static IEnumerable<string> Values(List<string> header, string field) =>
        header.Where(line => line.StartsWith(field + ":", StringComparison.Ordinal)).Select(line => line[(field.Length + 1)..].Trim());

    [GeneratedRegex("^(?<row>[0-9]+[a-z]?)-(?<name>[a-z0-9-]+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FolderName();
}
