namespace BackendLabs.Labs;

/// <summary>Something that labs teach, in the field's terms.</summary>
/// <param name="Id">As <c>lab.yaml</c> names it: <c>caching.expiry</c>.</param>
/// <param name="Also">Other words by which people look for it.</param>
public sealed record LabConcept(string Id, string Title, IReadOnlyList<string> Also)
{
    /// <summary>A concept that no list describes: the last part of its id in words.</summary>
    public static LabConcept OfId(string id)
    {
        var words = id[(id.LastIndexOf('.') + 1)..].Replace('-', ' ');
        return new LabConcept(id, words.Length == 0 ? id : char.ToUpperInvariant(words[0]) + words[1..], []);
    }
}
