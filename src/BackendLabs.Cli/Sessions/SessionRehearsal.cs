using System.CommandLine;
using System.Globalization;
using BackendLabs.Cli.Checking;
using BackendLabs.Cli.Screens;
using BackendLabs.Labs;
using BackendLabs.Store;
using BackendLabs.Store.Sessions;

namespace BackendLabs.Cli.Sessions;

/// <summary>Runs the references of a session's labs through the real queue, and says how long all students at once will take.</summary>
internal static class SessionRehearsal
{
    private const int RunsOfEachLab = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static LabCommand Create(CommandContext context)
    {
        var id = SessionParts.Id();
        var students = new Option<int>("--students") { Description = "How many submit at once; 300 unless told.", HelpName = "N", DefaultValueFactory = _ => 300 };
        var store = SessionParts.Store();
        return new LabCommand(
            "rehearse", "Run the references through the real queue and its graders, and say how long everybody at once will take.",
            ("lab session rehearse midterm-2026 --students 120", "With the graders running that will run on the day"))
        {
            id, students, store,
        }.Does((line, cancellationToken) => RunAsync(context, line.GetValue(id)!, line.GetValue(students), line.GetValue(store), cancellationToken));
    }

    private static async Task<int> RunAsync(CommandContext context, string id, int students, string? address, CancellationToken cancellationToken)
    {
        await using var store = await SessionParts.OpenAsync(context, address, cancellationToken);
        var session = await SessionParts.FindAsync(store, id, cancellationToken);
        using var folder = new TemporaryFolder();
        var isReady = true;
        var perStudent = TimeSpan.Zero;
        foreach (var lab in session.Labs)
        {
            if (await ReferenceAsync(store, lab, folder.Path, cancellationToken) is not { } reference)
                throw new BrokenException($"The pinned version of {lab.Lab} cannot be read from the store.", "Restore the store from a backup that verifies.");
            var since = context.Time.GetTimestamp();
            var runs = await store.Rehearsals.QueueAsync(session.Id, lab, reference, RunsOfEachLab, cancellationToken);
            var ended = await Busy.WhileAsync(context.Screen, context.Time, $"Running {lab.Lab} {RunsOfEachLab} times", _ => WaitAsync(store, runs, cancellationToken));
            var elapsed = context.Time.GetElapsedTime(since);
            await store.Rehearsals.ClearAsync(session.Id, cancellationToken);
            if (ended is null)
                throw new BrokenException($"No grader took {lab.Lab} within {Patience.TotalMinutes:0} minutes.", "Start one: lab grader");
            var failed = ended.Where(verdict => verdict != "passed").ToList();
            isReady &= failed.Count == 0;
            var each = elapsed / RunsOfEachLab;
            perStudent += each;
            context.Screen.Render(Ink.Text(
                (failed.Count == 0 ? "✓ " : "✗ ", failed.Count == 0 ? Ink.Good : Ink.Bad),
                (string.Create(CultureInfo.InvariantCulture, $"{lab.Lab}: {(failed.Count == 0 ? "the reference passes" : $"{failed.Count} of {RunsOfEachLab} runs of the reference ended as {failed[0]}")}, one every {each.TotalSeconds:0.00} s."), Ink.Plain)));
        }

        context.Screen.Say($"{CheckWords.Plural(students, "student")} who submit one lab at the same moment wait up to {Shown(perStudent / session.Labs.Count * students)} for the last verdict, with the graders that run now.");
        if (!isReady)
            context.Screen.Note("! Mend the labs before the day: `lab validate` shows why a reference fails.");
        return isReady ? ExitCode.Done : ExitCode.NotPassed;
    }

    private static string Shown(TimeSpan time) => time.TotalMinutes >= 2
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0} minutes")
        : CheckWords.Plural(Math.Max(1, (int)Math.Ceiling(time.TotalSeconds)), "second");

    private static async Task<string?> ReferenceAsync(LabStore store, PinnedSessionLab lab, string folder, CancellationToken cancellationToken)
    {
        if (await store.Sessions.LabAsync(lab.Digest, cancellationToken) is not { } pinned)
            return null;
        var root = Path.Combine(folder, lab.Digest);
        LabArchive.Unpack(pinned.Archive, root);
        return LabReader.Read(root, pinned.Lab) is LabReading.Good { Lab: var read } ? read.Solutions[0].Text : null;
    }

    /// <returns>The verdicts; null where none came in time.</returns>
    private static async Task<IReadOnlyList<string>?> WaitAsync(LabStore store, IReadOnlyList<string> runs, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            return await store.Rehearsals.VerdictsAsync(runs, patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("lab-rehearsal-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
