using BackendLabs.Store;
using BackendLabs.Web.Catalogue;
using BackendLabs.Web.Hosting;
using BackendLabs.Web.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BackendLabs.Web.Practice;

/// <summary>All that a person has written, to take along and to bring.</summary>
internal static class WorkEndpoints
{
    private const string Zip = "application/zip";

    public static void MapWork(this IEndpointRouteBuilder app)
    {
        var work = app.MapGroup("/api/work").WithTags("Work");
        work.MapGet("", DownloadAsync).WithName("downloadWork").WithSummary("All your drafts, as a zip file.").Produces(StatusCodes.Status200OK, contentType: Zip)
            .RequireRateLimiting(RequestLimits.Archives).ProducesProblem(StatusCodes.Status429TooManyRequests);
        work.MapPost("", UploadAsync).WithName("uploadWork").WithSummary("Brings drafts in a zip file: all of them, or none. What you have written otherwise here is replaced only where asked.")
            .WithDescription("An entry is named track/name/answer.csx, is text in UTF-8 and has at most 256 KiB; all together have at most 4 MiB, and the file itself at most 1 MiB. One file of yours is read at a time.")
            .Accepts<Stream>(Zip).RequireRateLimiting(RequestLimits.Archives)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status408RequestTimeout).ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status429TooManyRequests);
    }

    private static async Task<FileContentHttpResult> DownloadAsync(Visitor visitor, LabStore store, CancellationToken cancellationToken) => TypedResults.File(
        WorkArchive.Write((await store.Drafts.AllAsync(visitor.Id, cancellationToken)).Select(draft => new WrittenLab(draft.Key, draft.Value.Text))), Zip, "backendlabs-work.zip");

    private static async Task<Results<Ok<BroughtWork>, ProblemHttpResult>> UploadAsync(
        HttpContext context, Visitor visitor, LabLibrary labs, LabStore store, ArchiveTurns turns, CancellationToken cancellationToken, bool replace = false)
    {
        var written = await turns.ReadAsync(context, visitor, bytes => WorkArchive.Read(bytes, lab => labs.Catalog[lab] is not null));
        var here = await store.Drafts.AllAsync(visitor.Id, cancellationToken);
        var other = written.Where(one => here.TryGetValue(one.Lab, out var draft) && draft.Text != one.Text).Select(one => one.Lab).ToList();
        if (other.Count > 0 && !replace)
            return Problems.Of(StatusCodes.Status409Conflict, $"You have written otherwise here: {string.Join(", ", other)}.", "Nothing was brought. Say that it may be replaced, or take it out of the file.");
        await store.People.EnsureAsync(visitor.Id, visitor.Name, cancellationToken);
        foreach (var one in written)
            await store.Drafts.SaveAsync(visitor.Id, one.Lab, one.Text, here.TryGetValue(one.Lab, out var draft) ? draft.Revision : 0, cancellationToken);
        return TypedResults.Ok(new BroughtWork([.. written.Select(one => one.Lab)]));
    }

    private sealed record BroughtWork(IReadOnlyList<string> Labs);
}
