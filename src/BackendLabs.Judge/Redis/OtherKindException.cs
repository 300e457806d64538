namespace BackendLabs.Judge.Redis;

/// <summary>The judge asked a key for a kind of value that it does not hold. Where the student's code wrote it, that is its mistake.</summary>
internal sealed class OtherKindException(string message, string said) : InvalidOperationException(message)
{
    /// <summary>The server's own words.</summary>
    public string Said { get; } = said;
}
