using System.Diagnostics;
using BackendLabs.Contract;

namespace BackendLabs.Compiler.Tests;

/// <summary>The real process over its streams: the published one where BACKENDLABS_COMPILER or BACKENDLABS_APP says where it is, as for students; else the one beside the tests.</summary>
internal sealed class CompilerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly MessageStream _stream;

    private CompilerProcess(Process process)
    {
        _process = process;
        _stream = new MessageStream(process.StandardOutput.BaseStream, process.StandardInput.BaseStream, WireLimits.Compiler);
    }

    public static string Program =>
        Path.Combine(
            Environment.GetEnvironmentVariable("BACKENDLABS_COMPILER")
                ?? (Environment.GetEnvironmentVariable("BACKENDLABS_APP") is { Length: > 0 } app ? Path.Combine(app, "compiler") : TestContext.CurrentContext.TestDirectory),
            "BackendLabs.Compiler.dll");

    public bool HasExited => _process.HasExited;

    public long PeakBytes
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64;
        }
    }

    public static CompilerProcess Start()
    {
        var start = new ProcessStartInfo("dotnet", [Program, "--libraries", TestContext.CurrentContext.TestDirectory])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        return new CompilerProcess(process);
    }

    /// <summary>The reply; null where the process ended instead.</summary>
    public async Task<CompilerToGrader?> AskAsync(GraderToCompiler request, TimeSpan limit)
    {
        try
        {
            await SendAsync(request, limit);
            return await ReceiveAsync(limit);
        }
        catch (Exception error) when (error is IOException or BrokenMessageException)
        {
            return null;
        }
    }

    public async Task SendAsync(GraderToCompiler request, TimeSpan limit)
    {
        using var stop = new CancellationTokenSource(limit);
        await _stream.WriteAsync(request, WireJson.Default.GraderToCompiler, stop.Token);
    }

    public async Task<CompilerToGrader?> ReceiveAsync(TimeSpan limit)
    {
        using var stop = new CancellationTokenSource(limit);
        return await _stream.ReadAsync(WireJson.Default.CompilerToGrader, stop.Token);
    }

    public static GraderToCompiler Snippet(string source, int id = 1) =>
        new GraderToCompiler.CompileSnippet(id, source, "snippet.csx", Bench.AllServices, [], ContractAssembly: null);

    public static GraderToCompiler Question(string source, LanguageQuestion question, int id = 1) =>
        new GraderToCompiler.Inspect(id, source, "snippet.csx", Bench.AllServices, [], ContractAssembly: null, question);

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
