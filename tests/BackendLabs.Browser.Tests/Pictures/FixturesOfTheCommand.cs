using System.Diagnostics;
using System.Text.Json;
using BackendLabs.Testing;

namespace BackendLabs.Browser.Tests.Pictures;

/// <summary>
/// The fixtures are what the published command writes, and nothing else. BACKENDLABS_ACCEPT=1 writes them anew; otherwise
/// what cannot change from run to run is compared, of a few of them and of all where BACKENDLABS_FULL=1.
/// </summary>
internal sealed class FixturesOfTheCommand
{
    private static readonly string[] Few = ["expected-and-actual", "schedule", "plan", "compile-error"];

    private static bool IsAccepted => Environment.GetEnvironmentVariable("BACKENDLABS_ACCEPT") == "1";

    private static IEnumerable<RealReport> Reports => Needs.Full || IsAccepted ? RealReports.All : RealReports.All.Where(report => Few.Contains(report.Name));

    [TestCaseSource(nameof(Reports))]
    public async Task Is_what_the_command_writes(RealReport report)
    {
        var written = await CheckAsync(report);
        var path = PicturesFixture.PathOf(report.Name);
        if (IsAccepted)
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
            .Select(check => $"{check.GetProperty("id")} {check.GetProperty("points")}/{check.GetProperty("max")}: {check.GetProperty("title")}")
            .Prepend($"{root.GetProperty("lab")} {string.Join(' ', root.GetProperty("diagnostics").EnumerateArray().Select(said => $"{said.GetProperty("line")} {said.GetProperty("id")}"))}"));
    }

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
