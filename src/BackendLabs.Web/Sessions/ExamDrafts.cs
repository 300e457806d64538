using BackendLabs.Sessions.Running;
using BackendLabs.Store;
using BackendLabs.Store.Sessions;
using BackendLabs.Web.Hosting;
using BackendLabs.Web.Language;
using BackendLabs.Web.Practice;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BackendLabs.Web.Sessions;

/// <summary>What a student writes in a session: saved as they type, with what changed from save to save.</summary>
internal static class ExamDrafts
{
    public static void MapExamDrafts(this IEndpointRouteBuilder app)
    {
        var labs = app.MapGroup("/api/exam/{session}/labs/{track}/{name}").WithTags("Graded sessions").For(new ForStudentAttribute());
        labs.MapGet("/draft", FindAsync).WithName("showExamDraft").WithSummary("What you were writing; the starter at revision 0 where nothing was saved.").ProducesProblem(StatusCodes.Status409Conflict);
        labs.MapPut("/draft", SaveAsync).WithName("saveExamDraft").WithSummary("Saves what you write, made from the revision that you name, while your time lasts.")
            .Produces<DraftText>(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status413PayloadTooLarge);
        labs.WithMetadata(ExamLab.Source).MapLanguage("InExam");
    }

    private static async Task<Results<Ok<DraftText>, ProblemHttpResult>> FindAsync(ExamStudent student, ExamLab lab, LabStore store, CancellationToken cancellationToken)
    {
        if (student.IsOtherDevice)
            return ExamProblems.OtherDevice();
        var draft = await store.Drafts.FindAsync(student.Sitting.Person, lab.Lab.Id, cancellationToken);
        return TypedResults.Ok(new DraftText(draft?.Text ?? lab.Lab.Texts.Starter.Text, draft?.Revision ?? 0));
    }

    private static async Task<Results<Ok<SavedDraft>, Conflict<DraftText>, ProblemHttpResult>> SaveAsync(
        HttpContext context, ExamStudent student, ExamLab lab, WrittenDraft draft, LabStore store, WebMetrics metrics, CancellationToken cancellationToken)
    {
        var text = SnippetText.Require(draft.Text);
        var starter = lab.Lab.Texts.Starter.Text;
        var save = new DraftSave(student.Session.Id, student.Sitting.Member, lab.Lab.Id, text, draft.Revision, starter, draft.Pasted ?? false, student.Device);
        switch (await store.SessionDrafts.SaveAsync(save, DraftRules.Refuses, cancellationToken))
        {
            case DraftAnswer.Saved saved:
                metrics.Drafts.Add(1);
                return TypedResults.Ok(new SavedDraft(saved.Revision));
            case DraftAnswer.Conflict { Theirs: { Revision: > 0 } theirs }:
                return TypedResults.Conflict(new DraftText(theirs.Text, theirs.Revision));
            case DraftAnswer.Conflict:
                return TypedResults.Conflict(new DraftText(starter, Revision: 0));
            case DraftAnswer.Refused refused:
                return ExamProblems.Refused(context, refused.Ruling, StatusCodes.Status403Forbidden);
            case DraftAnswer.OtherDevice:
                return ExamProblems.OtherDevice();
            default:
                return ExamProblems.NoLab();
        }
    }

    /// <param name="Revision">That the text was made from; 0 where none was saved.</param>
    /// <param name="Pasted">Whether some of it was pasted since the last save.</param>
    private sealed record WrittenDraft(string Text, long Revision, bool? Pasted);

    private sealed record DraftText(string Text, long Revision);

    private sealed record SavedDraft(long Revision);
}
