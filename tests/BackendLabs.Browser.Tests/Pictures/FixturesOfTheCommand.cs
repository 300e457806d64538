using System.Diagnostics;
using System.Text.Json;
using BackendLabs.Testing;

namespace BackendLabs.Browser.Tests.Pictures;

/// <summary>
/// The fixtures are what the published command writes, and nothing else. BACKENDLABS_ACCEPT=1 writes them anew; otherwise
/// what cannot change from run to run is compared.
/// </summary>
internal sealed class FixturesOfTheCommand
{
    private static IEnumerable<RealReport> Reports => RealReports.All;

    [TestCaseSource(nameof(Reports))]
    public async Task Is_what_the_command_writes(RealReport report)
    {
        var written = await CheckAsync(report);
        var path = PicturesFixture.PathOf(report.Name);
        if (Environment.GetEnvironmentVariable("BACKENDLABS_ACCEPT") == "1")
        {
            await File.WriteAllTextAsync(path, written);
            return;
        }

        Assert.That(Facts(written), Is.EqualTo(Facts(await File.ReadAllTextAsync(path))), "BACKENDLABS_ACCEPT=1 writes it anew.");
    }

    private static string Facts(string json)
    {
        var root = JsonDocument.Parse(json).RootElement;
        return string.Join('\n', root.GetProperty("checks").EnumerateArray()
            .Select(check => $"{check.GetProperty("id")} {check.GetProperty("status")} {check.GetProperty("points")}/{check.GetProperty("max")}: {check.GetProperty("title")} {Place(check)}")
            .Prepend($"{root.GetProperty("lab")} {root.GetProperty("verdict")} {root.GetProperty("diagnostics").GetArrayLength()}"));
    }

    private static string Place(JsonElement check) => string.Join(' ', ((string[])["line", "lastLine"])
        .Where(name => check.TryGetProperty(name, out _)).Select(name => name));

    private static async Task<string> CheckAsync(RealReport report)
    {
        var folder = Directory.CreateTempSubdirectory("lab-picture-");
        try
        {
            var answer = Path.Combine(folder.FullName, "answer.csx");
            await File.WriteAllTextAsync(answer, report.Source);
            var start = new ProcessStartInfo("dotnet", [Path.Combine(PublishedApp.Folder, "cli", "lab.dll"), "check", report.Lab, answer, "--format", "json", "--seed", "1"])
            {
                WorkingDirectory = folder.FullName,
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            foreach (var name in (string[])["HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"])
                start.Environment[name] = folder.FullName;
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var written = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            if (process.ExitCode == 3 && report.Lab.StartsWith("deployment/", StringComparison.Ordinal))
                Needs.Missing($"A Docker Engine is needed: {JsonDocument.Parse(written).RootElement.GetProperty("reason")}");
            Assert.That(process.ExitCode, Is.LessThan(2), await errors + written);
            return written;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
