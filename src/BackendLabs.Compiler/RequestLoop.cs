using BackendLabs.Contract;

namespace BackendLabs.Compiler;

/// <summary>Reads requests until the input ends. Each compiles on a thread of its own, as many at once as there are processors.</summary>
internal sealed class RequestLoop(MessageStream stream, CompileRequests requests)
{
    /// <summary>Roslyn recurses over its input; the usual stack is too small for what <see cref="TextGate"/> lets pass.</summary>
    private const int StackBytes = 64 * 1024 * 1024;

    private readonly SemaphoreSlim _slots = new(Environment.ProcessorCount);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var pending = new List<Task>();
        while (await stream.ReadAsync(WireJson.Default.GraderToCompiler, cancellationToken) is { } request)
        {
            await _slots.WaitAsync(cancellationToken);
            pending.RemoveAll(task => task.IsCompletedSuccessfully);
            pending.Add(AnswerAsync(request, cancellationToken));
        }

        await Task.WhenAll(pending);
    }

    private async Task AnswerAsync(GraderToCompiler request, CancellationToken cancellationToken)
    {
        try
        {
            var reply = await await OnLargeStackAsync(() => requests.AnswerAsync(request));
            await stream.WriteAsync(reply, WireJson.Default.CompilerToGrader, cancellationToken);
        }
        finally
        {
            _slots.Release();
        }
    }

    private static Task<T> OnLargeStackAsync<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        // What this throws is no student's mistake: unhandled, it ends the process, and the grader starts another.
        var thread = new Thread(() => done.SetResult(work()), StackBytes) { IsBackground = true };
        thread.Start();
        return done.Task;
    }
}
