using System.Security.Cryptography;

namespace BackendLabs.Attacks.Tests;

/// <summary>Secrets planted where a student's code might look: in the grader's environment, in its home, beside its run folder, and as another's solution.</summary>
internal sealed class Canaries : IDisposable
{
    private readonly string _secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
    private readonly string _variable = "BACKENDLABS_CANARY_" + Convert.ToHexString(RandomNumberGenerator.GetBytes(4));
    private readonly DirectoryInfo _labs = Directory.CreateTempSubdirectory("attacked-labs-");

    private Canaries(string runFolder)
    {
        var name = ".canary-" + _secret[..8];
        Places = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["variable"] = _variable,
            ["solution"] = Path.Combine(_labs.FullName, "solution.csx"),
            ["home"] = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), name),
            ["runs"] = Path.Combine(Path.GetDirectoryName(runFolder)!, name),
            ["run"] = runFolder,
            ["grader"] = $"{Environment.ProcessId}",
        };
        foreach (var file in Files)
        {
            File.WriteAllText(file, Text);
            // Rights are not what keeps a box from it.
            File.SetUnixFileMode(file, (UnixFileMode)0b110_110_110);
        }

        Environment.SetEnvironmentVariable(_variable, _secret);
    }

    /// <summary>What attacks know by name: <c>@home@</c>, <c>@runs@</c> and <c>@solution@</c> are the files, <c>@variable@</c> the variable, <c>@run@</c> the grader's run folder, <c>@grader@</c> its process.</summary>
    public IReadOnlyDictionary<string, string> Places { get; }

    private IEnumerable<string> Files => [Places["solution"], Places["home"], Places["runs"]];

    private string Text => $"// {_secret}\n";

    public static Canaries Plant(string runFolder) => new(runFolder);

    /// <param name="shown">All that the attack's report says.</param>
    public void AssertSafe(string shown)
    {
        Assert.That(shown, Does.Not.Contain(_secret), "A secret of the grader is in the report.");
        foreach (var file in Files)
            Assert.That(File.ReadAllText(file), Is.EqualTo(Text), $"{file} was changed.");
        Assert.That(Directory.GetFileSystemEntries(_labs.FullName), Has.Length.EqualTo(1), "Something was put beside the solution.");
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(_variable, value: null);
        foreach (var file in Files)
            File.Delete(file);
        _labs.Delete();
    }
}
