using System.Diagnostics;
using System.Text.Json;
using BackendLabs.Sandbox;
using BackendLabs.Testing;

namespace BackendLabs.Attacks.Tests;

/// <summary>
/// The same labs, run by the published command as a user who is nobody special: there, the judge's account is the user's
/// own, so that no right keeps it from the world's folders.
/// </summary>
[NonParallelizable]
internal sealed class HostileLabsOfOrdinaryUser
{
    private const int User = 61_235;

    private DirectoryInfo _home = null!;

    private static IEnumerable<TestCaseData> Labs() =>
        // Docker's socket is not an ordinary user's.
        HostileLab.All.Where(lab => !lab.NeedsDocker).Select(lab => new TestCaseData(lab).SetName($"Row {lab.Row}, an ordinary user: {lab.Name}"));

    [OneTimeSetUp]
    public void Make_a_home()
    {
        Needs.Root();
        Needs.Program("redis-server", "redis-server");
        Needs.Program("bwrap", "bubblewrap");
        Needs.Program("setpriv", "util-linux");
        _home = Directory.CreateTempSubdirectory("ordinary-");
        Native.ChangeOwner(_home.FullName, User, User);
    }

    [OneTimeTearDown]
    public void Remove_it()
    {
        if (_home is null)
            return;
        FolderTree.Remove(_home.FullName);
        FolderTree.Remove($"/tmp/backendlabs-{User}");
    }

    [TestCaseSource(nameof(Labs))]
    public async Task Gains_its_author_nothing(HostileLab lab)
    {
        using var victim = new Victim(User);
        var root = Directory.CreateTempSubdirectory("hostile-");
        string shown;
        try
        {
            File.SetUnixFileMode(root.FullName, (UnixFileMode)0b111_101_101);
            lab.PutInto(root.FullName, victim.Place);
            var answer = Path.Combine(root.FullName, "answer.csx");
            await File.WriteAllTextAsync(answer, lab.Snippet);
            shown = await CheckAsync(root.FullName, answer);
        }
        finally
        {
            root.Delete(recursive: true);
        }

        TestContext.Out.WriteLine($"{lab}: {shown}");
        victim.AssertSafe(shown);
        using var report = JsonDocument.Parse(shown);
        Assert.That(lab.Expected, Does.Contain(report.RootElement.GetProperty("verdict").GetString()), shown);
        Assert.That(shown, Does.Not.Contain("   at BackendLabs."), "A stack trace of ours is shown.");
        Assert.That(Directory.GetDirectories($"/tmp/backendlabs-{User}"), Is.Empty, "A folder of runs was left.");
    }

    private async Task<string> CheckAsync(string labs, string answer)
    {
        var start = new ProcessStartInfo(
            "setpriv",
            [$"--reuid={User}", $"--regid={User}", "--clear-groups", "env", "-i", $"HOME={_home.FullName}", "PATH=/usr/bin:/bin", "BACKENDLABS_RESIDENT=0", $"BACKENDLABS_APP={PublishedApp.Folder}",
                MachineTools.Find().Dotnet, Path.Combine(PublishedApp.Folder, "cli", "lab.dll"), "--labs", labs, "check", SmallLab.Id, answer, "--format", "json"])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = "/",
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output;
    }
}
