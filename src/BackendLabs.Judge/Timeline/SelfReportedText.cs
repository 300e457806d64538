namespace BackendLabs.Judge.Timeline;

/// <summary>The words of a student's process, which may be as long as a message.</summary>
internal static class SelfReportedText
{
    public static string Cut(string text) => text.Length <= 200 ? text : text[..199] + "…";
}
