using System.Diagnostics;
using System.Text;

namespace BackendLabs.Testing.Web;

/// <summary>A published program that runs until it is ended; what it says is kept for the messages of failing tests.</summary>
internal sealed class PublishedProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _words = new();

    private PublishedProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>All that it has said so far, on either stream.</summary>
    public string Words
    {
        get
        {
            lock (_words)
                return _words.ToString();
        }
    }

    /// <summary>What it holds of the machine's memory now.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <param name="program">Beneath the published folder, as <c>cli/lab.dll</c>.</param>
    /// <param name="home">Its home and working folder, so that nothing of the one who runs the tests is read or written.</param>
    public static PublishedProcess Start(string program, string home, IReadOnlyDictionary<string, string> environment, params IReadOnlyList<string> arguments) =>
        StartBy([], program, home, environment, arguments);

    /// <param name="starter">A program with its arguments that becomes the published one, such as <c>setpriv --reuid 1</c>; empty for none.</param>
    public static PublishedProcess StartBy(
        IReadOnlyList<string> starter, string program, string home, IReadOnlyDictionary<string, string> environment, params IReadOnlyList<string> arguments)
    {
        string[] words = [.. starter, "dotnet", Path.Combine(PublishedApp.Folder, program), .. arguments];
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            WorkingDirectory = home,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("XDG_", StringComparison.Ordinal) || name.StartsWith("ASPNETCORE_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["HOME"] = home;
        start.Environment["BACKENDLABS_APP"] = PublishedApp.Folder;
        start.Environment["BACKENDLABS_ROOT"] = PublishedApp.Clone;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new PublishedProcess(Process.Start(start)!);
    }

    /// <summary>As Ctrl+C does it.</summary>
    public async Task InterruptAsync()
    {
        if (!HasExited)
        {
            using var kill = Process.Start("kill", ["-INT", $"{Id}"]);
            await kill.WaitForExitAsync();
        }

        await EndedAsync();
    }

    /// <summary>As a crash does it: it hears nothing of it.</summary>
    public async Task KillAsync()
    {
        if (!HasExited)
            _process.Kill(entireProcessTree: false);
        await EndedAsync();
    }

    public Task EndedAsync() => _process.WaitForExitAsync().WaitAsync(Patience);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await InterruptAsync();
        }
        catch (TimeoutException)
        {
            _process.Kill(entireProcessTree: true);
            await EndedAsync();
        }

        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        lock (_words)
            _words.AppendLine(line);
    }
}
