using BackendLabs.Cli.Checking;
using BackendLabs.Cli.Library;
using BackendLabs.Cli.Progress;
using BackendLabs.Labs;
using BackendLabs.Store;

namespace BackendLabs.Cli.Sharing;

/// <summary>
/// Brings a student's file and the browser's draft of the same answer together. Who changed it last goes on; where both
/// did since they last met, the newer goes on and the other is kept in a file beside it.
/// </summary>
internal sealed class DraftExchange(CommandContext context, BrowserStore browser, CatalogLab lab, string folder)
{
    private string AnswerPath => Path.Combine(folder, WorkFolder.Answer);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder) || await ReadFileAsync(cancellationToken) is not { } own)
            return;
        if (await browser.AskAsync(async (store, token) => new Found(await store.Drafts.FindAsync(Owner.Id, lab.Id, token)), makes: false, cancellationToken) is not { Draft: var draft })
            return;
        if (lab.Read() is not LabReading.Good { Lab.Texts.Starter.Text: var starter })
            return;
        var met = context.Progress.Ask(store => store.DraftOf(lab.Id), null);
        switch (Decide(own.Text, draft, met, starter))
        {
            case Step.Meet:
                Meet(draft!.Revision, draft.Text);
                break;
            case Step.Take:
                Take(draft!);
                context.Screen.Note($"! {CheckTarget.Short(context, AnswerPath)} is now what you wrote in the browser ({Moment(draft!.Saved)}).");
                break;
            case Step.Give:
                await GiveAsync(own.Text!, draft?.Revision ?? 0, cancellationToken);
                break;
            case Step.Both when draft!.Saved > own.Saved:
                var mine = Keep("answer", own.Text!);
                Take(draft);
                context.Screen.Note($"! You wrote in the browser too, and later ({Moment(draft.Saved)}): {CheckTarget.Short(context, AnswerPath)} is now that. What was in it: {CheckTarget.Short(context, mine)}");
                break;
            case Step.Both:
                var theirs = Keep("browser", draft!.Text);
                await GiveAsync(own.Text!, draft.Revision, cancellationToken);
                context.Screen.Note($"! You wrote in the browser too, and earlier ({Moment(draft.Saved)}). What was there: {CheckTarget.Short(context, theirs)}");
                break;
        }
    }

    /// <summary>Who changed the answer since both were the same.</summary>
    /// <param name="file">Null where there is none.</param>
    /// <param name="draft">Null where the browser has none.</param>
    /// <param name="met">Null where they never were the same.</param>
    internal static Step Decide(string? file, Draft? draft, SharedDraft? met, string starter)
    {
        if (draft is null)
            return file is null || file == starter ? Step.Nothing : Step.Give;
        if (file is null)
            return Step.Take;
        if (file == draft.Text)
            return Step.Meet;
        var fileChanged = met is null ? file != starter : Check.Digest(file) != met.Digest;
        var draftChanged = met is null ? draft.Text != starter : draft.Revision != met.Revision;
        return (fileChanged, draftChanged) switch
        {
            (true, true) => Step.Both,
            (true, false) => Step.Give,
            _ => Step.Take,
        };
    }

    // What cannot be an answer is said by the command that needs it.
    private async Task<OwnFile?> ReadFileAsync(CancellationToken cancellationToken)
    {
        if (!Path.Exists(AnswerPath))
            return new OwnFile(null, DateTimeOffset.MinValue);
        try
        {
            return new OwnFile((await SnippetFile.ReadAsync(AnswerPath, WorkFolder.Answer, cancellationToken)).Text, new DateTimeOffset(File.GetLastWriteTimeUtc(AnswerPath)));
        }
        catch (UsageException)
        {
            return null;
        }
    }

    private async Task GiveAsync(string text, long basedOn, CancellationToken cancellationToken)
    {
        // Null where the browser has saved in the same moment: the next command sees both.
        var saved = await browser.AskAsync(async (store, token) => new Given(await store.Owner.SaveDraftAsync(lab.Id, text, basedOn, token)), makes: false, cancellationToken);
        if (saved?.Revision is { } revision)
            Meet(revision, text);
    }

    private void Take(Draft draft)
    {
        try
        {
            // The old text is there until the new one is whole.
            var fresh = AnswerPath + ".new";
            File.WriteAllText(fresh, draft.Text);
            File.Move(fresh, AnswerPath, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{AnswerPath} cannot be written: {error.Message}", "Make its folder writable; your text in the browser is unchanged.");
        }

        Meet(draft.Revision, draft.Text);
    }

    private string Keep(string name, string text)
    {
        var stem = Path.Combine(folder, $"{name}.{context.Time.GetLocalNow():yyyyMMdd-HHmmss}");
        var path = stem + ".csx";
        for (var number = 2; Path.Exists(path); number++)
            path = $"{stem}-{number}.csx";
        File.WriteAllText(path, text);
        return path;
    }

    private void Meet(long revision, string text) => context.Progress.Tell(store => store.MetDraft(lab.Id, new SharedDraft(revision, Check.Digest(text))));

    private static string Moment(DateTimeOffset moment) => $"{moment.ToLocalTime():yyyy-MM-dd HH:mm}";

    internal enum Step
    {
        Nothing,
        Meet,
        Take,
        Give,
        Both,
    }

    /// <param name="Text">Null where there is no file.</param>
    private sealed record OwnFile(string? Text, DateTimeOffset Saved);

    private sealed record Found(Draft? Draft);

    private sealed record Given(long? Revision);
}
