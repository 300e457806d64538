namespace BackendLabs.Labs.Reading;

/// <summary>The forms that names take: words of lower-case letters and digits, joined by single dashes.</summary>
internal static class LabNames
{
    public const string WordsForm = "lower-case words joined by dashes";

    public static bool IsWords(ReadOnlySpan<char> text)
    {
        var afterWord = false;
        foreach (var character in text)
        {
            if (character is not '-' && !char.IsAsciiLetterLower(character) && !char.IsAsciiDigit(character)) return false;
            if (character is '-' && !afterWord) return false;
            afterWord = character is not '-';
        }
        return afterWord;
    }

    public static bool IsId(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && IsWords(text.AsSpan(0, slash)) && IsWords(text.AsSpan(slash + 1));
    }

    public static bool IsConcept(string text) => text.Split('.').All(part => IsWords(part));

    /// <summary>The nearest thing of the right form, for a suggestion: <c>Cache Aside</c> becomes <c>cache-aside</c>.</summary>
    public static string ToWords(string text)
    {
        var parts = text.ToLowerInvariant()
            .Select(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) ? character : '-')
            .ToArray();
        var words = string.Join('-', new string(parts).Split('-', StringSplitOptions.RemoveEmptyEntries));
        return words.Length > 0 ? words : "name";
    }
}
