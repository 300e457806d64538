namespace BackendLabs.Judge.Services.Http;

/// <summary>What an HTTP service answers.</summary>
/// <param name="Status">200 to 599.</param>
/// <param name="Body">Null for none. A text goes as it is (<c>text/plain</c>), bytes as they are, anything else as JSON with names in camelCase, as web services write it.</param>
public sealed record HttpAnswer(int Status = 200, object? Body = null)
{
    /// <summary>Beside those that follow from the body; <c>Content-Type</c> may be replaced.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
}
