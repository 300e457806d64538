using System.CommandLine;
using System.CommandLine.Invocation;
using System.Runtime.InteropServices;
using BackendLabs.Cli.Serving;
using BackendLabs.Contract;
using BackendLabs.Store;

namespace BackendLabs.Cli;

/// <summary>The one place where a command's failures become words and an exit code. No stack trace leaves it.</summary>
internal static class Boundary
{
    public static async Task<int> RunAsync(LabRoot root, CommandContext context, IReadOnlyList<string> arguments)
    {
        using var interrupt = new Interruption();
        OwnersPipe.Watch(context.Paths, interrupt.End);
        try
        {
            var line = root.Parse(arguments);
            if (line.Action is ParseErrorAction)
                return Misuse.Explain(line, root, context);
            if (Misuse.UnknownOption(line) is { } unknown)
                throw unknown;
            context.MoreLabRoots = [.. root.LabFolders(line).Select(folder => Path.GetFullPath(folder, context.Paths.CurrentFolder))];
            var invocation = new InvocationConfiguration
            {
                Output = context.Screen.Out,
                Error = context.Screen.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            if (root.IsForStudents(line))
                await context.Shared.BringTogetherAsync(interrupt.Token);
            return await line.InvokeAsync(invocation, interrupt.Token);
        }
        catch (OperationCanceledException) when (interrupt.Token.IsCancellationRequested)
        {
            return interrupt.ExitCode;
        }
        catch (Exception error)
        {
            return Answer(error, context);
        }
    }

    /// <summary>Says what happened and answers with the exit code.</summary>
    public static int Answer(Exception error, CommandContext context)
    {
        if (context.Paths.Debug)
            context.Screen.Note(error.ToString());
        switch (error)
        {
            case UsageException usage:
                return Say(context, usage.Message, usage.Remedy, ExitCode.Usage, usage.Mistakes);
            case BrokenException broken:
                return Say(context, broken.Message, broken.Remedy, ExitCode.Infrastructure);
            case StoreUnusableException broken:
                return Say(context, broken.Message, broken.Remedy, ExitCode.Infrastructure);
            case InfrastructureException broken:
                return Say(context, broken.Message, broken.Remedy, ExitCode.Infrastructure);
            case IOException when IsBrokenPipe(error):
                return ExitCode.Done; // whoever reads has seen enough, as in `lab list | head`
            case IOException or UnauthorizedAccessException:
                return Say(context, error.Message, "Make room or give the permission, then try again.", ExitCode.Infrastructure);
            default:
                return Say(context, $"Our problem, not yours: {error.Message}", "BACKENDLABS_DEBUG=1 shows where; `lab doctor` looks at this machine.", ExitCode.Infrastructure);
        }
    }

    private static bool IsBrokenPipe(Exception error) =>
        error.HResult == 32 || error.InnerException?.HResult == 32 || error.Message.Contains("Broken pipe", StringComparison.Ordinal);

    private static int Say(CommandContext context, string message, string? remedy, int code, IReadOnlyList<FileMistake>? mistakes = null)
    {
        context.Screen.Note($"lab: {message}");
        foreach (var mistake in mistakes ?? [])
        {
            context.Screen.Note($"  {mistake.Place}: {mistake.Message}");
            context.Screen.Note($"    → {mistake.Remedy}");
        }

        if (remedy is not null)
            context.Screen.Note($"  → {remedy}");
        return code;
    }

    /// <summary>Ctrl+C and a termination cancel; the command then ends what it started, however long that takes.</summary>
    private sealed class Interruption : IDisposable
    {
        private readonly CancellationTokenSource _source = new();
        private readonly PosixSignalRegistration[] _signals;

        public Interruption() =>
            _signals = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, Cancel))];

        public CancellationToken Token => _source.Token;

        public int ExitCode { get; private set; } = Cli.ExitCode.Interrupted;

        public void Dispose()
        {
            foreach (var signal in _signals)
                signal.Dispose();
            _source.Dispose();
        }

        /// <summary>As a termination does.</summary>
        public void End()
        {
            ExitCode = Cli.ExitCode.Terminated;
            _source.Cancel();
        }

        private void Cancel(PosixSignalContext context)
        {
            context.Cancel = true;
            if (context.Signal is not PosixSignal.SIGINT)
                ExitCode = Cli.ExitCode.Terminated;
            _source.Cancel();
        }
    }
}
