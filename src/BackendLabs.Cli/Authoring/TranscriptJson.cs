using BackendLabs.Cli.Checking;
using BackendLabs.Cli.Screens;
using BackendLabs.Labs;

namespace BackendLabs.Cli.Authoring;

/// <summary>An answer of the lab's own and what came of it.</summary>
/// <param name="Words">The mistake, or what kind of answer it is.</param>
internal sealed record TriedAnswer(LabText Answer, string Words, RunReport Report);

/// <summary>One object: <c>lab</c>, <c>answers[{file,words,text,report}]</c>; the report is that of <c>lab check --format json</c>.</summary>
internal static class TranscriptJson
{
    public static string Write(Lab lab, IReadOnlyList<TriedAnswer> answers)
    {
        var transcript = new Transcript(lab);
        return JsonText.Write(writer => writer.WriteObject(() =>
        {
            writer.WriteString("lab", lab.Id);
            writer.WriteArray("answers", answers, tried => writer.WriteObject(() =>
            {
                writer.WriteString("file", tried.Answer.Path);
                writer.WriteString("words", tried.Words);
                writer.WriteString("text", transcript.Read(tried).TrimEnd());
                writer.WritePropertyName("report");
                writer.WriteRawValue(JsonReport.Write(tried.Report));
            }));
        }));
    }
}
