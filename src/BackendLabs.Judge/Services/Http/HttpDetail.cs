using System.Globalization;

namespace BackendLabs.Judge.Services.Http;

/// <summary>Requests and answers in a few words for the timeline.</summary>
internal static class HttpDetail
{
    private const int LongestTarget = 100;

    /// <summary>Path and query, cut, of printable characters alone: a snippet wrote them.</summary>
    public static string Shown(string target)
    {
        var cut = target.Length <= LongestTarget ? target : target[..(LongestTarget - 1)] + "…";
        return string.Concat(cut.Select(c => char.IsControl(c) || char.IsSurrogate(c) || c is ' ' ? '?' : c));
    }

    public static string Of(HttpReaction reaction) => reaction switch
    {
        HttpReaction.Whole { Answer: var answer } => string.Create(
            CultureInfo.InvariantCulture, $"{answer.Status}, {answer.Body.Length} byte{(answer.Body.Length == 1 ? "" : "s")}"),
        HttpReaction.Raw { Words: var words } => words,
        _ => throw new InvalidOperationException(reaction.ToString()),
    };
}
