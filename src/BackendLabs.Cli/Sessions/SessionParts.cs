using System.CommandLine;
using System.Globalization;
using BackendLabs.Cli.Serving;
using BackendLabs.Sessions.Policies;
using BackendLabs.Store;
using BackendLabs.Store.Sessions;

namespace BackendLabs.Cli.Sessions;

/// <summary>What the session's commands share.</summary>
internal static class SessionParts
{
    public static Argument<string> Id() => new("SESSION") { Description = "The session's id." };

    public static Argument<string> Student() => new("STUDENT") { Description = "Their id in the roster." };

    public static Option<string> Reason() => new("--reason") { Description = "Why; it stands in the session's ledger for good.", Required = true, HelpName = "TEXT" };

    public static Option<string?> Store() => ServingOptions.Store();

    public static Task<LabStore> OpenAsync(CommandContext context, string? address, CancellationToken cancellationToken) =>
        LabStore.OpenAsync(address ?? context.Paths.StoreAddress, context.Time, cancellationToken);

    /// <exception cref="UsageException">There is no such session.</exception>
    public static async Task<GradedSession> FindAsync(LabStore store, string id, CancellationToken cancellationToken)
    {
        if (await store.Sessions.FindAsync(id, cancellationToken) is { } session)
            return session;
        var near = (await store.Sessions.ListAsync(cancellationToken)).FirstOrDefault(other => Nearness.Distance(other, id) <= Math.Max(1, id.Length / 3));
        throw new UsageException($"There is no session {id}.", near is null ? "`lab session list` shows all." : $"Did you mean {near}?");
    }

    /// <exception cref="UsageException">The session has no such student.</exception>
    public static async Task<Sitting> FindStudentAsync(LabStore store, string session, string student, CancellationToken cancellationToken) =>
        (await store.Sittings.AllAsync(session, cancellationToken)).FirstOrDefault(one => string.Equals(one.Member, student, StringComparison.OrdinalIgnoreCase))
        ?? throw new UsageException($"The session {session} has no student {student}.", $"`lab session show {session}` shows everybody.");

    /// <summary>Who acts, for the ledger: the machine's account, since the command needs no other sign-in than the store's.</summary>
    public static string By(CommandContext context) => $"{context.Paths.Variable("USER") ?? Environment.UserName} (command line)";

    /// <summary>A moment in the session's own zone.</summary>
    public static string Moment(DateTimeOffset at, SessionPolicy policy) =>
        TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(policy.Zone)).ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);

    public static string Points(decimal points) => points.ToString("0.##", CultureInfo.InvariantCulture);
}
