using BackendLabs.Labs;

namespace BackendLabs.Web.Preview;

/// <summary>
/// Watches a lab's files. A change is read at once, so that its author sees mistakes within a blink; what has to be run
/// follows, and begins anew with the next change.
/// </summary>
internal sealed class LabWatch(PreviewedLab lab, PreviewBoard board, LabCommand command, TimeProvider time, ILogger<LabWatch> log) : BackgroundService
{
    /// <summary>Editors put a new file in the old one's place, which watchers of the kernel lose sight of; looking at times does not.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var look = new PeriodicTimer(Look, time);
        var seen = "";
        var version = 0L;
        using var proving = new Latest();
        while (await look.WaitForNextTickAsync(stoppingToken))
        {
            var stamp = Stamp();
            if (stamp == seen)
                continue;
            seen = stamp;
            await proving.EndAsync();
            var state = Read(++version);
            board.Show(state);
            proving.Begin(cancelled => ProveAsync(state, cancelled), stoppingToken);
        }
    }

    private string Stamp()
    {
        try
        {
            return lab.Stamp();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return error.Message;
        }
    }

    private PreviewState Read(long version)
    {
        IReadOnlyList<LabProblem> problems;
        try
        {
            problems = lab.Read() is LabReading.Bad bad ? bad.Problems : [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            problems = [new LabProblem(lab.Id, null, null, error.Message, "Save it again.")];
        }

        return new PreviewState(version, lab.Id, problems, PreviewPart.Running, PreviewPart.Waiting);
    }

    private async Task ProveAsync(PreviewState state, CancellationToken cancelled)
    {
        try
        {
            var proof = await command.RunAsync(["validate", state.Lab, "--format", "json", "--no-mutants"], cancelled);
            state = state with { Proof = proof, Answers = PreviewPart.Running };
            // No answer can be run before the files are mended.
            if (lab.Read().ForItsAuthor is null)
            {
                board.Show(state with { Answers = PreviewPart.Waiting });
                return;
            }

            board.Show(state);
            board.Show(state with { Answers = await command.RunAsync(["transcript", state.Lab, "--format", "json"], cancelled) });
        }
        catch (OperationCanceledException) when (cancelled.IsCancellationRequested)
        {
            // Another change came.
        }
        catch (Exception error) when (error is IOException or InvalidOperationException)
        {
            log.LogError(error, "The lab could not be proved.");
            board.Show(state with { Proof = new PreviewPart("failed", Words: error.Message) });
        }
    }

    /// <summary>At most one at a time: the next begins when the one before has ended.</summary>
    private sealed class Latest : IDisposable
    {
        private CancellationTokenSource _cancel = new();
        private Task _work = Task.CompletedTask;

        public void Begin(Func<CancellationToken, Task> work, CancellationToken stopping)
        {
            _cancel.Dispose();
            _cancel = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            _work = work(_cancel.Token);
        }

        public async Task EndAsync()
        {
            await _cancel.CancelAsync();
            await _work;
        }

        public void Dispose() => _cancel.Dispose();
    }
}
