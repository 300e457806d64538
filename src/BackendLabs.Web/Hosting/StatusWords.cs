namespace BackendLabs.Web.Hosting;

/// <summary>What a status means to a person, where nobody who knew more has said it.</summary>
internal static class StatusWords
{
    public static (string Title, string Detail) Of(int status) => status switch
    {
        StatusCodes.Status400BadRequest => ("This request cannot be read.", "/api/openapi.json says what each address takes."),
        StatusCodes.Status401Unauthorized => ("You are not known here yet.", "Open the start page first; where a class practises, by the personal link that you were given."),
        StatusCodes.Status403Forbidden => ("This is not yours to do.", "If you came here by a link on another site, begin from the start page."),
        StatusCodes.Status404NotFound => ("There is nothing here.", "The start page shows all labs."),
        StatusCodes.Status405MethodNotAllowed => ("This address takes no such request.", "/api/openapi.json says what each address takes."),
        StatusCodes.Status413PayloadTooLarge => ("This is too long.", $"At most {Listening.MostBodyBytes / 1024} KiB may be sent at once."),
        StatusCodes.Status415UnsupportedMediaType => ("This is sent in a form that is not read here.", "Send JSON, with the header Content-Type: application/json."),
        StatusCodes.Status429TooManyRequests => ("Slower, please.", "Wait a moment, then try again."),
        StatusCodes.Status431RequestHeaderFieldsTooLarge => ("The head of this request is too long.", "Clear this site's cookies and try again."),
        StatusCodes.Status503ServiceUnavailable => ("Not at the moment.", "Try again in a moment; nothing of yours was lost."),
        _ => ("Our problem, not yours.", "Nothing of yours was lost. Try again in a moment; if it stays, tell whoever runs this place."),
    };
}
