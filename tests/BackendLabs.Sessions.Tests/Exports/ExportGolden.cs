using System.Runtime.CompilerServices;

namespace BackendLabs.Sessions.Tests.Exports;

/// <summary>Exports kept beside the tests and read in review. BACKENDLABS_ACCEPT=1 writes them anew.</summary>
internal static class ExportGolden
{
    public static void Matches(string name, string text)
    {
        var path = Path.Combine(Path.GetDirectoryName(Here())!, "Golden", name);
        // The repository keeps text with LF.
        text = text.Replace("\r\n", "\n", StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("BACKENDLABS_ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
            return;
        }

        Assert.That(path, Does.Exist, "BACKENDLABS_ACCEPT=1 writes it.");
        Assert.That(text, Is.EqualTo(File.ReadAllText(path)), $"{name} differs; BACKENDLABS_ACCEPT=1 writes it anew.");
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
