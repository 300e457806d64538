using System.Diagnostics;
using BackendLabs.Testing;

namespace BackendLabs.Faults.Tests.Faults;

/// <summary>The launcher is killed in the middle of a publish: what it had written is never taken for a whole one.</summary>
internal sealed class LauncherKilled
{
    private const string User = "65534";

    // As far as the launcher knows it: it says a version, publishes into a folder, and tells how far it is.
    private const string Dotnet = """
        #!/usr/bin/env bash
        if [[ $1 == --version ]]; then echo 10.0.100; exit; fi
        for word in "$@"; do [[ $word == -property:Into=* ]] && into=${word#*=}; done
        mkdir -p "$into/cli"
        echo half >"$into/cli/lab.dll"
        if [[ ! -e $HANDS/finish ]]; then echo $$ >"$HANDS/pid.new"; mv "$HANDS/pid.new" "$HANDS/pid"; exec sleep infinity; fi
        echo whole >"$into/cli/lab.dll"
        """;

    private DirectoryInfo _folder = null!;

    private string Home => Path.Combine(_folder.FullName, "home");

    private string Store => Path.Combine(Home, ".local/share/backendlabs/app");

    [SetUp]
    public async Task MakeAClone()
    {
        _folder = Directory.CreateTempSubdirectory("lab-launcher-");
        foreach (var folder in (string[])["clone/src", "home", "sdk", "hands"])
            _folder.CreateSubdirectory(folder);
        foreach (var file in (string[])["lab", "global.json", "Directory.Build.props", "Directory.Packages.props", "BannedSymbols.txt", "src/publish.proj"])
            File.Copy(Path.Combine(PublishedApp.Clone, file), Path.Combine(_folder.FullName, "clone", file));
        var dotnet = Path.Combine(_folder.FullName, "sdk/dotnet");
        await File.WriteAllTextAsync(dotnet, Dotnet + "\n");
        File.SetUnixFileMode(dotnet, (UnixFileMode)0b111_101_101);
        // Root's publishes are the machine's, so that the test is somebody else.
        if (Environment.IsPrivilegedProcess)
            await Machine.RunAsync("chown", "-R", $"{User}:{User}", _folder.FullName);
    }

    [TearDown]
    public void Remove() => _folder.Delete(recursive: true);

    [Test]
    public async Task What_was_half_published_has_no_name_and_goes_with_the_next_start()
    {
        using var launcher = Launch();
        var hand = Path.Combine(_folder.FullName, "hands/pid");
        await Patient.UntilAsync(() => File.Exists(hand), () => "half a publish");
        launcher.Kill();
        await Machine.RunAsync("kill", "-KILL", (await File.ReadAllTextAsync(hand)).Trim());
        await launcher.WaitForExitAsync();
        Assert.That(Names(), Has.Exactly(1).Items.And.All.StartsWith(".new."), "Half a publish under a name.");

        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "hands/finish"), "");
        using var next = Launch();
        var app = (await next.StandardOutput.ReadToEndAsync()).Trim();
        await next.WaitForExitAsync();

        Assert.That(next.ExitCode, Is.Zero, await next.StandardError.ReadToEndAsync());
        Assert.That((await File.ReadAllTextAsync(Path.Combine(app, "cli/lab.dll"))).Trim(), Is.EqualTo("whole"));
        Assert.That(Names(), Is.EqualTo(new[] { Path.GetFileName(app) }));
    }

    private List<string> Names() =>
        [.. Directory.GetDirectories(Store).Select(folder => Path.GetFileName(folder)).Where(name => name != ".keys")];

    private Process Launch()
    {
        var lab = Path.Combine(_folder.FullName, "clone/lab");
        string[] words = Environment.IsPrivilegedProcess
            ? ["setpriv", "--reuid", User, "--regid", User, "--clear-groups", lab, "--app"]
            : [lab, "--app"];
        var start = new ProcessStartInfo(words[0], words[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = "/" };
        start.Environment["HOME"] = Home;
        start.Environment["DOTNET_ROOT"] = Path.Combine(_folder.FullName, "sdk");
        start.Environment["HANDS"] = Path.Combine(_folder.FullName, "hands");
        start.Environment.Remove("XDG_DATA_HOME");
        start.Environment.Remove("XDG_CACHE_HOME");
        return Process.Start(start)!;
    }
}
