using BackendLabs.Contract;
using BackendLabs.Sandbox;

namespace BackendLabs.CompilerClient;

/// <summary>
/// A compiler in a box of its own: started when first asked, replaced when it dies or takes too long. A snippet of a
/// few hundred bytes can overflow Roslyn's stack or keep it busy past every cancellation.
/// </summary>
/// <param name="name">Which one: <c>snippets</c>, <c>checks</c> or <c>language</c>.</param>
internal sealed class CompilerProcess(ProcessSandbox sandbox, AppFolders app, string name) : IAsyncDisposable
{
    /// <summary>128 + SIGKILL.</summary>
    private const int Killed = 137;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly ProcessAccount? _account = sandbox.Accounts?.Rent();
    private readonly Lock _starting = new();
    private Task<Conversation>? _conversation;
    private int _lastId;

    /// <summary>Asked of each new process before anything else, so that the first question finds all loaded; null for none.</summary>
    public GraderToCompiler.WarmUp? WarmUp { get; init; }

    /// <summary>What the process that gave up last had written to standard error.</summary>
    public string LastWords { get; private set; } = "";

    /// <summary>Starts the process ahead of the first request.</summary>
    public void Start()
    {
        lock (_starting)
            _conversation ??= BeginAsync();
    }

    /// <exception cref="InfrastructureException">The machine left the compiler no time; the text may be as good as any.</exception>
    public async Task<CompilerAnswer> AskAsync(Func<int, GraderToCompiler> request, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            // Once begun, an answer is waited for: half a conversation cannot be taken up again.
            var (answer, wasKilled) = await ConverseAsync(request(++_lastId));
            // A kill from outside says nothing about the text.
            return wasKilled ? (await ConverseAsync(request(++_lastId))).Answer : answer;
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_conversation is not null)
            await EndAsync();
        if (_account is not null)
            sandbox.Accounts!.Return(_account);
        _turn.Dispose();
    }

    private async Task<(CompilerAnswer Answer, bool WasKilled)> ConverseAsync(GraderToCompiler request)
    {
        var conversation = await StartedAsync();
        var before = conversation.Process.Cpu;
        using var limit = new CancellationTokenSource();
        using var answered = new CancellationTokenSource();
        var watching = LimitAsync(conversation.Process, request, limit, answered.Token);
        try
        {
            await conversation.Stream.WriteAsync(request, WireJson.Default.GraderToCompiler, limit.Token);
            var reply = await conversation.Stream.ReadAsync(WireJson.Default.CompilerToGrader, limit.Token);
            if (reply?.Id == request.Id)
                return (new CompilerAnswer(reply, conversation.Process.Cpu - before), false);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or BrokenMessageException)
        {
            // It overran, died, or no longer makes sense.
        }

        finally
        {
            await answered.CancelAsync();
        }

        var end = await EndAsync(isEnding: !limit.IsCancellationRequested);
        if (await watching)
            throw new InfrastructureException("The machine is so busy that the compiler did not get to this code.", "Try again in a moment, or end other programs.");
        return (new CompilerAnswer(Reply: null, (end?.Cpu ?? before) - before), end is { Code: Killed, OutOfMemory: false });
    }

    // By the time that the compiler has had, not by the clock alone: a text must not fail because others keep the machine busy.
    /// <returns>Whether the limit came although the compiler was hardly let run.</returns>
    private static async Task<bool> LimitAsync(ISandboxedProcess process, GraderToCompiler request, CancellationTokenSource limit, CancellationToken answered)
    {
        var (time, cpu) = request switch
        {
            GraderToCompiler.FindMutants => (CompilerTimes.Mutants, CompilerTimes.CompileCpu),
            GraderToCompiler.Inspect => (CompilerTimes.Question, CompilerTimes.QuestionCpu),
            _ => (CompilerTimes.Compile, CompilerTimes.CompileCpu),
        };
        var before = process.Cpu;
        var isStarved = true;
        for (var round = 0; isStarved && round <= CompilerTimes.CompilePatience; round++)
        {
            await Task.Delay(time, answered).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (answered.IsCancellationRequested)
                return false;
            isStarved = process.Cpu - before < cpu;
        }

        await limit.CancelAsync();
        return isStarved;
    }

    private async Task<Conversation> StartedAsync()
    {
        Start();
        try
        {
            return await _conversation!;
        }
        catch
        {
            // The next request tries again.
            _conversation = null;
            throw;
        }
    }

    private async Task<Conversation> BeginAsync()
    {
        var process = await sandbox.StartAsync(new SandboxSpec(
            "compiler-" + name,
            [sandbox.Tools.Dotnet, Path.Combine(app.Compiler, "BackendLabs.Compiler.dll"), "--libraries", app.Host],
            [new SandboxMount(app.Root, app.Root)],
            ProcessLimits.Compiler,
            _account)
        {
            Environment = DotnetSettings.For(ProcessLimits.Compiler.MemoryBytes),
            SpeaksOnOutput = true,
        });
        var conversation = new Conversation(process, new MessageStream(process.Output, process.Input, WireLimits.Compiler));
        if (WarmUp is not null)
            await WarmAsync(conversation, WarmUp);
        return conversation;
    }

    // What it says does not matter; where it does not come, the first question finds that out.
    private static async Task WarmAsync(Conversation conversation, GraderToCompiler.WarmUp request)
    {
        using var limit = new CancellationTokenSource(CompilerTimes.WarmUp);
        try
        {
            await conversation.Stream.WriteAsync(request, WireJson.Default.GraderToCompiler, limit.Token);
            _ = await conversation.Stream.ReadAsync(WireJson.Default.CompilerToGrader, limit.Token);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or BrokenMessageException)
        {
            conversation.Process.Kill();
        }
    }

    /// <param name="isEnding">Its stream has closed: it is let end by itself for a moment, which shows how.</param>
    /// <returns>How it ended; null where it never started.</returns>
    private async Task<ProcessEnd?> EndAsync(bool isEnding = false)
    {
        var conversation = _conversation!;
        _conversation = null;
        try
        {
            var process = (await conversation).Process;
            if (isEnding)
                await Task.WhenAny(process.Ended, Task.Delay(SandboxTimes.OwnEnd));
            await process.DisposeAsync();
            var end = await process.Ended;
            LastWords = end.LastWords;
            return end;
        }
        catch (InfrastructureException)
        {
            return null;
        }
    }

    private sealed record Conversation(ISandboxedProcess Process, MessageStream Stream);
}

/// <param name="Reply">Null where the compiler gave up on the text and was replaced.</param>
/// <param name="Cpu">That this text cost.</param>
internal sealed record CompilerAnswer(CompilerToGrader? Reply, TimeSpan Cpu)
{
    /// <summary>What the compiler has said about the text, or that it gave up on it.</summary>
    public IReadOnlyList<SnippetDiagnostic> Diagnostics => Reply?.Diagnostics
        ?? [new SnippetDiagnostic(1, 1, 1, 1, "LAB000", IsError: true, "The compiler could not cope with this code within its limits.", "Look for very deep nesting, or for a text that repeats itself thousands of times, and make it plainer.")];
}
