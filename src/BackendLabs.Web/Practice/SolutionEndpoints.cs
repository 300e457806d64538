using BackendLabs.Labs;
using BackendLabs.Store;
using BackendLabs.Web.Catalogue;
using BackendLabs.Web.Hosting;
using BackendLabs.Web.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BackendLabs.Web.Practice;

internal static class SolutionEndpoints
{
    public static void MapSolutions(this IEndpointRouteBuilder app) => app
        .MapGet("/api/labs/{track}/{name}/solution", ShowAsync).WithName("showSolution").WithTags("Labs")
        .WithSummary("Answers that pass, and what to take along, once yours has passed.").ProducesProblem(StatusCodes.Status403Forbidden);

    private static async Task<Results<Ok<SolutionList>, ProblemHttpResult>> ShowAsync(Visitor visitor, RequestedLab requested, LabStore store, CancellationToken cancellationToken)
    {
        var lab = requested.Lab;
        if (!(await Standings.OfAsync(store, visitor.Id, cancellationToken)).Passed.Contains(lab.Id))
            return Problems.Of(StatusCodes.Status403Forbidden, "Not yet: your own answer comes first.", "A hint may help.");
        return TypedResults.Ok(new SolutionList(
            lab.Texts.After is { } after ? Lesson.Render(after.Text, skipsTitle: false).Value : null,
            [.. lab.Solutions.Select(solution => new Solution(TitleOf(solution), solution.Text))]));
    }

    private static string TitleOf(LabText solution) => Path.GetFileNameWithoutExtension(solution.Path) is var name && name == "reference"
        ? "The reference"
        : $"Another way: {name.Replace('-', ' ')}";

    /// <param name="After">What <c>after.md</c> says, as HTML made here.</param>
    private sealed record SolutionList(string? After, IReadOnlyList<Solution> Solutions);

    private sealed record Solution(string Title, string Text);
}
