using BackendLabs.Web.Hosting;

namespace BackendLabs.Web.Practice;

internal static class IdempotencyKey
{
    /// <summary>As draft-ietf-httpapi-idempotency-key-header has it; a key of any other length would be no key.</summary>
    /// <exception cref="RefusedException">400: it is too long.</exception>
    public static string? Of(HttpRequest request) => request.Headers["Idempotency-Key"].ToString() switch
    {
        "" => null,
        { Length: <= 128 } key => key,
        _ => throw new RefusedException(StatusCodes.Status400BadRequest, "This Idempotency-Key is too long.", "At most 128 characters."),
    };
}
