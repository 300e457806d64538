using System.Text;
using BackendLabs.Sessions.Exports;
using BackendLabs.Sessions.Grading;
using BackendLabs.Store;
using BackendLabs.Store.Sessions;
using BackendLabs.Web.Hosting;
using BackendLabs.Web.Sessions;

namespace BackendLabs.Web.Staff;

/// <summary>A session's grades for another system.</summary>
internal static class GradeExports
{
    public static void MapGradeExports(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/staff/sessions/{session}/grades", ExportAsync).WithTags("Staff").For(new ForStaffAttribute(StaffRole.Instructor))
            .WithName("exportGrades").WithSummary("The gradebook: format=csv, canvas, moodle or json.")
            .Produces<string>(contentType: "text/csv").ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<IResult> ExportAsync(StaffCaller caller, string? format, LabStore store, CancellationToken cancellationToken)
    {
        var session = caller.Session.Id;
        var wanted = format ?? "csv";
        if (wanted is not ("csv" or "canvas" or "moodle" or "json"))
            return Problems.Of(StatusCodes.Status400BadRequest, $"There is no format {wanted}.", "Ask for csv, canvas, moodle or json.");
        var grades = (await Gradebooks.OfAsync(store, session, withChecks: wanted == "json", cancellationToken))!;
        var text = wanted switch
        {
            "canvas" => CanvasCsv.Write(grades),
            "moodle" => MoodleCsv.Write(grades),
            "json" => GradebookJson.Write(grades),
            _ => GenericCsv.Write(grades),
        };
        return wanted == "json"
            ? TypedResults.File(Encoding.UTF8.GetBytes(text), "application/json; charset=utf-8", $"{session}.json")
            : TypedResults.File(Encoding.UTF8.GetBytes(text), "text/csv; charset=utf-8", $"{session}-{wanted}.csv");
    }
}
