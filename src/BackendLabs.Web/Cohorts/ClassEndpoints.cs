using System.Globalization;
using System.Text;
using BackendLabs.Store;
using BackendLabs.Web.Catalogue;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BackendLabs.Web.Cohorts;

/// <summary>The class, for scripts and spreadsheets of those who teach it.</summary>
internal static class ClassEndpoints
{
    public static void MapClass(this IEndpointRouteBuilder app) => app
        .MapGet("/api/class.csv", WriteAsync).WithName("classCsv").WithTags("Class").WithSummary("Every student's standing in every lab; for staff.")
        .Produces(StatusCodes.Status200OK, contentType: "text/csv").ProducesProblem(StatusCodes.Status403Forbidden);

    private static async Task<ContentHttpResult> WriteAsync(HttpContext context, LabStore store, LabLibrary labs, CohortHere here, CancellationToken cancellationToken)
    {
        var view = await ClassView.OfAsync(store, Staff.Require(context, here), cancellationToken);
        var csv = new StringBuilder("id,name,lab,passed,score,max,attempts,first,last\n");
        foreach (var student in view.Students)
        {
            foreach (var lab in labs.Catalog.Labs)
            {
                if (view[student, lab.Id] is not { } standing)
                    continue;
                csv.Append(CultureInfo.InvariantCulture, $"{Field(student.Id)},{Field(student.Name)},{lab.Id},{(standing.Passed ? "yes" : "no")},{standing.Score},{standing.Max},{standing.Attempts},{standing.First:O},{standing.Last:O}\n");
            }
        }

        return TypedResults.Text(csv.ToString(), "text/csv", Encoding.UTF8);
    }

    // RFC 4180; and what a spreadsheet would take for a formula is kept from being one.
    private static string Field(string text)
    {
        var safe = text is ['=' or '+' or '-' or '@', ..] ? $"'{text}" : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
