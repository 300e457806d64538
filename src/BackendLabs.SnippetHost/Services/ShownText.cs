namespace BackendLabs.SnippetHost.Services;

/// <summary>Texts for the timeline.</summary>
internal static class ShownText
{
    private const int LongestError = 120;

    public static string Of(Exception error) => $"{error.GetType().Name}: {OnOneLine(error.Message, LongestError)}";

    /// <summary>Cut, without line ends and other controls.</summary>
    public static string OnOneLine(string text, int length)
    {
        var cut = text.Length <= length ? text : text[..(length - 1)] + "…";
        return string.Create(cut.Length, cut, static (span, source) =>
        {
            for (var index = 0; index < span.Length; index++)
                span[index] = char.IsControl(source[index]) ? ' ' : source[index];
        });
    }
}
