using BackendLabs.CompilerClient;
using BackendLabs.Contract;
using BackendLabs.Web.Catalogue;
using BackendLabs.Web.Hosting;
using BackendLabs.Web.Identity;
using BackendLabs.Web.Practice;

namespace BackendLabs.Web.Language;

/// <summary>What an editor shows while somebody types, from this node's own compilers.</summary>
internal static class LanguageEndpoints
{
    public static void MapLanguage(this IEndpointRouteBuilder app) => app.MapGroup("/api/labs/{track}/{name}").MapLanguage("");

    /// <summary>The same for the labs of another place.</summary>
    /// <param name="suffix">Of the operations' names.</param>
    public static void MapLanguage(this RouteGroupBuilder labs, string suffix)
    {
        var language = labs.MapGroup("").WithTags("Language").RequireRateLimiting(RequestLimits.Language)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status429TooManyRequests).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        language.MapPost("/diagnostics", DiagnoseAsync).WithName("diagnose" + suffix).WithSummary("What a compile would say, in the same words; nothing is run.");
        language.MapPost("/completions", CompleteAsync).WithName("complete" + suffix).WithSummary("What may be written at a place, best first.");
        language.MapPost("/signatures", DescribeAsync).WithName("describeParameters" + suffix).WithSummary("The overloads of the call around a place; none outside of any.");
        language.MapPost("/hover", HoverAsync).WithName("hover" + suffix).WithSummary("What the name at a place stands for; a null signature where there is none.");
    }

    private static async Task<FoundProblems> DiagnoseAsync(
        Visitor visitor, RequestedLab requested, WrittenText text, LabEditor editor, CancellationToken cancellationToken) =>
        new(await AnswerAsync(() => editor.DiagnoseAsync(Editor(visitor, requested, text.Source), cancellationToken)));

    private static Task<CompletionList> CompleteAsync(
        Visitor visitor, RequestedLab requested, WrittenPlace place, LabEditor editor, CancellationToken cancellationToken) =>
        AnswerAsync(() => editor.CompleteAsync(Editor(visitor, requested, place.Source), place.Line, place.Column, cancellationToken));

    private static async Task<SignatureHelp> DescribeAsync(
        Visitor visitor, RequestedLab requested, WrittenPlace place, LabEditor editor, CancellationToken cancellationToken) =>
        await AnswerAsync(() => editor.DescribeParametersAsync(Editor(visitor, requested, place.Source), place.Line, place.Column, cancellationToken))
        ?? new SignatureHelp([], ActiveSignature: 0, ActiveParameter: 0);

    private static async Task<FoundName> HoverAsync(
        Visitor visitor, RequestedLab requested, WrittenPlace place, LabEditor editor, CancellationToken cancellationToken) =>
        await AnswerAsync(() => editor.HoverAsync(Editor(visitor, requested, place.Source), place.Line, place.Column, cancellationToken)) is { } found
            ? new FoundName(found.Signature, found.Documentation, found.Line, found.Column, found.EndLine, found.EndColumn)
            : new FoundName(null, null, place.Line, place.Column, place.Line, place.Column);

    private static EditorText Editor(Visitor visitor, RequestedLab requested, string? source) =>
        new(requested.Lab, SnippetText.Require(source), visitor.Id);

    private static async Task<T> AnswerAsync<T>(Func<Task<LanguageReply<T>>> ask)
    {
        try
        {
            return await ask() is LanguageReply<T>.Answer { Value: var value }
                ? value
                : throw new RefusedException(StatusCodes.Status429TooManyRequests, "So many of your questions wait already.", "Try again in a moment.") { RetryAfter = TimeSpan.FromSeconds(1) };
        }
        catch (InfrastructureException)
        {
            // Its words are for whoever runs this node; lab doctor says them there.
            throw new RefusedException(StatusCodes.Status503ServiceUnavailable, "The editor's help is not to be had at this moment.", "Checking your code may work all the same.") { RetryAfter = TimeSpan.FromSeconds(10) };
        }
    }

    private sealed record WrittenText(string? Source);

    /// <param name="Line">From 1.</param>
    /// <param name="Column">From 1, in UTF-16 units.</param>
    private sealed record WrittenPlace(string? Source, int Line, int Column);

    private sealed record FoundProblems(IReadOnlyList<SnippetDiagnostic> Diagnostics);

    /// <param name="Signature">C#; null where nothing is known.</param>
    /// <param name="Documentation">Plain text; null where nothing is known.</param>
    private sealed record FoundName(string? Signature, string? Documentation, int Line, int Column, int EndLine, int EndColumn);
}
