using BackendLabs.Store;
using BackendLabs.Web.Catalogue;
using BackendLabs.Web.Hosting;
using BackendLabs.Web.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BackendLabs.Web.Practice;

/// <summary>What a person is writing, kept as they type.</summary>
internal static class DraftEndpoints
{
    public static void MapDrafts(this IEndpointRouteBuilder app)
    {
        var draft = app.MapGroup("/api/labs/{track}/{name}/draft").WithTags("Drafts");
        draft.MapGet("", FindAsync).WithName("showDraft").WithSummary("What you were writing; the starter at revision 0 where nothing was saved.");
        draft.MapPut("", SaveAsync).WithName("saveDraft").WithSummary("Saves what you write, made from the revision that you name.")
            .Produces<DraftText>(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status413PayloadTooLarge);
    }

    private static async Task<DraftText> FindAsync(Visitor visitor, RequestedLab requested, LabStore store, CancellationToken cancellationToken) =>
        await store.Drafts.FindAsync(visitor.Id, requested.Lab.Id, cancellationToken) is { } draft
            ? new DraftText(draft.Text, draft.Revision)
            : new DraftText(requested.Lab.Texts.Starter.Text, Revision: 0);

    private static async Task<Results<Ok<SavedDraft>, Conflict<DraftText>>> SaveAsync(
        Visitor visitor, RequestedLab requested, DraftText draft, LabStore store, WebMetrics metrics, CancellationToken cancellationToken)
    {
        var text = SnippetText.Require(draft.Text);
        await store.People.EnsureAsync(visitor.Id, visitor.Name, cancellationToken);
        if (await store.Drafts.SaveAsync(visitor.Id, requested.Lab.Id, text, draft.Revision, cancellationToken) is { } revision)
        {
            metrics.Drafts.Add(1);
            return TypedResults.Ok(new SavedDraft(revision));
        }

        return TypedResults.Conflict(await FindAsync(visitor, requested, store, cancellationToken));
    }

    /// <param name="Revision">That the text was made from; 0 where none was saved.</param>
    private sealed record DraftText(string Text, long Revision);

    private sealed record SavedDraft(long Revision);
}
