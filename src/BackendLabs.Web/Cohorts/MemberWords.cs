using System.Globalization;
using BackendLabs.Labs;
using BackendLabs.Web.Hosting;

namespace BackendLabs.Web.Cohorts;

/// <summary>What the class's pages say of a person and a lab.</summary>
internal static class MemberWords
{
    /// <summary>The class, for a page of its staff.</summary>
    /// <exception cref="RefusedException">No class practises here, or whoever asks is not of its staff.</exception>
    public static Cohort Require(HttpContext context, Classroom classroom)
    {
        var cohort = classroom.Cohort ?? throw new RefusedException(StatusCodes.Status404NotFound, "No class practises here.", "`lab up --cohort FILE` begins one.");
        CohortEndpoints.RequireStaff(context);
        return cohort;
    }

    public static string Short(BoardCell? cell) => cell switch
    {
        null => "",
        { Passed: true } => "✓",
        { Stuck: true } => $"! {cell.Score}/{cell.Max}",
        _ => $"{cell.Score}/{cell.Max}",
    };

    public static string StateOf(BoardCell? cell) => cell switch { null => "", { Passed: true } => "passed", { Stuck: true } => "stuck", _ => "begun" };

    public static string Describe(string lab, BoardCell? cell, DateTimeOffset now) => cell is null ? $"{lab}: not tried"
        : $"{lab}: {(cell.Passed ? "passed" : $"{cell.Score} of {cell.Max} points")}, {cell.Attempts} {(cell.Attempts == 1 ? "attempt" : "attempts")}, the last {Ago(cell.Last, now)}{(cell.Stuck ? ", stuck" : "")}";

    public static string Ago(DateTimeOffset? at, DateTimeOffset now) => (now - at) switch
    {
        null => "never",
        { TotalMinutes: < 1 } => "just now",
        { TotalHours: < 1 } since => $"{(int)since.TotalMinutes} min ago",
        { TotalDays: < 1 } since => $"{(int)since.TotalHours} h ago",
        _ => at!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };
}
