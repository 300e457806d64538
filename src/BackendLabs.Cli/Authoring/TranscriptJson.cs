using BackendLabs.Cli.Checking;
using BackendLabs.Cli.Screens;
using BackendLabs.Labs;

namespace BackendLabs.Cli.Authoring;

/// <summary>An answer of the lab's own and what came of it.</summary>
/// <param name="Words">The mistake, or what kind of answer it is.</param>
internal sealed record TriedAnswer(LabText Answer, string Words, RunReport Report);

internal sealed record TranscriptJson(string Lab, IEnumerable<AnswerJson> Answers)
{
    public static string Write(Lab lab, IReadOnlyList<TriedAnswer> answers)
    {
        var transcript = new Transcript(lab);
        return JsonText.Write(new TranscriptJson(lab.Id, answers.Select(tried => AnswerJson.Of(tried, transcript))), CliJson.Default.TranscriptJson);
    }
}

/// <param name="Report">That of <c>lab check --format json</c>.</param>
internal sealed record AnswerJson(string File, string Words, string Text, JsonReport Report)
{
    public static AnswerJson Of(TriedAnswer tried, Transcript transcript) =>
        new(tried.Answer.Path, tried.Words, transcript.Read(tried).TrimEnd(), JsonReport.Of(tried.Report));
}
