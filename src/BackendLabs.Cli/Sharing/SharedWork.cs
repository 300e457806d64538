using BackendLabs.Labs;
using BackendLabs.Store;
using Attempt = BackendLabs.Cli.Progress.Attempt;

namespace BackendLabs.Cli.Sharing;

/// <summary>
/// The terminal and the browser of one machine are one person. The command keeps its own progress file, so that it works
/// without the browser's store; attempts and hints of both are brought together, each known by its mark, as often as
/// it takes. A crash between the two leaves nothing twice and nothing lost.
/// </summary>
internal sealed class SharedWork(CommandContext context)
{
    private readonly BrowserStore _browser = new(context);

    /// <summary>Brings attempts and hints of both sides together; nothing where the browser was never used.</summary>
    /// <param name="makes">Whether the store is made where it is missing: before it is served.</param>
    public async Task BringTogetherAsync(CancellationToken cancellationToken, bool makes = false)
    {
        var look = _browser.Look();
        if (look is null && !makes)
            return;
        var own = context.Progress.Ask(store => new Own(store.Unshared(), store.Marks(), [.. store.AllHintsShown().Select(hint => new ShownHint(hint.Lab, hint.Number))], store.SeenStore), null);
        // Most commands come when nothing has happened in the browser.
        if (own is null || (own is { Attempts.Count: 0 } && own.SeenStore == Stamp(look, own)))
            return;
        if (await _browser.AskAsync((store, token) => ExchangeAsync(store, own, token), makes, cancellationToken) is not { } theirs)
            return;
        context.Progress.Tell(store => store.AtOnce(() =>
        {
            foreach (var attempt in own.Attempts)
                store.Shared(attempt.Mark);
            foreach (var attempt in theirs.Attempts)
                store.Add(SharedAttempt.Of(attempt));
            foreach (var hint in theirs.Hints)
                store.ShowedHint(hint.Lab, hint.Number);
            if (look is not null)
                store.SeenStore = Stamp(look, own with { Hints = [.. own.Hints.Union(theirs.Hints)] });
        }));
    }

    /// <summary>Brings the answer's file and the browser's draft together; see <see cref="DraftExchange"/>.</summary>
    public Task ExchangeDraftAsync(CatalogLab lab, string folder, CancellationToken cancellationToken) =>
        _browser.Look() is null ? Task.CompletedTask : new DraftExchange(context, _browser, lab, folder).RunAsync(cancellationToken);

    /// <summary>What the browser has of an answer, for who has no file of it; null without any.</summary>
    public async Task<string?> DraftAsync(string lab, CancellationToken cancellationToken) =>
        (await _browser.AskAsync(async (store, token) => new Found(await store.Drafts.FindAsync(Owner.Id, lab, token)), makes: false, cancellationToken))?.Draft?.Text;

    // What was read before is not read again: the store's look, and how many hints are known here.
    private static string? Stamp(string? look, Own own) => look is null ? null : $"{look} {own.Hints.Count}";

    private static async Task<Theirs> ExchangeAsync(LabStore store, Own own, CancellationToken cancellationToken)
    {
        if (own.Attempts.Count > 0)
            await store.Owner.KeepAsync([.. own.Attempts.Select(SharedAttempt.Of)], cancellationToken);
        var hints = await store.Owner.HintsAsync(cancellationToken);
        if (own.Hints.Except(hints).ToList() is { Count: > 0 } news)
            await store.Owner.ShowAsync(news, cancellationToken);
        return new Theirs(await store.Owner.JudgedAsync(own.Marks, cancellationToken), hints);
    }

    private sealed record Own(IReadOnlyList<Attempt> Attempts, IReadOnlySet<string> Marks, IReadOnlyList<ShownHint> Hints, string? SeenStore);

    private sealed record Theirs(IReadOnlyList<JudgedAttempt> Attempts, IReadOnlyList<ShownHint> Hints);

    private sealed record Found(Draft? Draft);
}
