using System.Security.Cryptography;
using BackendLabs.Labs;
using BackendLabs.Store;
using BackendLabs.Web.Hosting;

namespace BackendLabs.Web.Sessions;

/// <summary>Lets a student into a session, once it is known who they are.</summary>
internal static class ExamSignIn
{
    /// <param name="enters">Whether this browser becomes the one that may work, where none is yet. A link may be followed by a mail program; a form is sent by a person.</param>
    /// <returns>False where the session has no place for them.</returns>
    public static async Task<bool> TryAsync(HttpContext context, LabStore store, string session, CohortMember member, bool enters)
    {
        var cancellationToken = context.RequestAborted;
        if (member.Role is not CohortRole.Student || await store.Sessions.FindAsync(session, cancellationToken) is not { } found || found.Cohort != member.Cohort)
            return false;
        // Who came into the cohort after the session was made gets a place now.
        if (found.Closed is null && await store.Sittings.FindAsync(session, member.Id, cancellationToken) is null)
            await store.Sessions.AddSittingsAsync(session, cancellationToken);
        if (await store.Sittings.PassAsync(session, member.Id, cancellationToken) is not { } pass || await store.Sittings.FindAsync(session, member.Id, cancellationToken) is not { } sitting)
            return false;
        var device = StudentSign.Of(context.User) is { } known && known.Session == session && known.Member == member.Id ? known.Device : NewDevice();
        if (enters && found.Closed is null && sitting.Device is null)
            await store.Sittings.EnterAsync(session, member.Id, device, Address.Of(context), cancellationToken);
        await new StudentSign(session, member.Id, device, pass.Pass).SignInAsync(context, pass.Person, pass.Name);
        return true;
    }

    private static string NewDevice() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
