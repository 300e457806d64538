using System.Text.RegularExpressions;
using BackendLabs.Labs.Links;
using BackendLabs.Labs.Reading;

namespace BackendLabs.Labs;

/// <summary>What can be seen of a lab's texts without compiling or running them: HTML in lessons, types of the contract that nothing uses.</summary>
public static partial class LabTextFindings
{
    public static IReadOnlyList<LabProblem> Check(Lab lab)
    {
        var log = new ProblemLog();
        foreach (var text in new[] { lab.Texts.Lesson, lab.Texts.After }.OfType<LabText>().Concat(lab.Texts.Translations))
            CheckHtml(text, log.For($"{lab.Id}/{text.Path}"));
        CheckContract(lab, log);
        return log.Sorted();
    }

    private static void CheckHtml(LabText text, FileLog log)
    {
        foreach (var tag in MarkdownPage.Read(text.Text).Html)
        {
            log.Add(
                tag.Place, $"`{tag.Target}` is HTML, which no page, terminal or editor of ours shows as such.",
                "Write it in Markdown; code goes between backticks, as in `List<int>`.");
        }
    }

    // Shared types serve other labs too. A type that another type of the contract names is used where that one is.
    private static void CheckContract(Lab lab, ProblemLog log)
    {
        if (lab.Texts.Contract.FirstOrDefault(text => text.Path == "contract.csx") is not { } contract) return;
        var code = WithoutComments(contract.Text);
        var others = string.Join('\n',
        [
            .. lab.Entries.Select(entry => entry.Signature), WithoutComments(lab.Texts.Checks.Text), WithoutComments(lab.Texts.Starter.Text),
            .. lab.Solutions.Select(answer => WithoutComments(answer.Text)),
        ]);
        var types = TypeDeclaration().Matches(code).Select(match => match.Groups["name"]).DistinctBy(name => name.Value).ToList();
        foreach (var name in types.Where(name => Occurrences(others, name.Value) == 0 && Occurrences(code, name.Value) == 1))
        {
            var before = code.AsSpan(0, name.Index);
            log.For($"{lab.Id}/{contract.Path}").Add(
                new Place(before.Count('\n') + 1, name.Index - before.LastIndexOf('\n')),
                $"Nothing uses the type `{name.Value}`: no entry, check or solution names it.",
                $"Remove `{name.Value}`: students read the contract, and look for what it is for.");
        }
    }

    private static int Occurrences(string code, string name) =>
        Regex.Count(code, $@"\b{Regex.Escape(name)}\b", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    // Blanks in their place, so that lines and columns stay.
    private static string WithoutComments(string code) =>
        Comment().Replace(code, match => match.Value.StartsWith('/') ? new string([.. match.Value.Select(one => one is '\n' ? one : ' ')]) : match.Value);

    [GeneratedRegex(@"\b(class|struct|interface|enum|record(\s+(class|struct))?)\s+(?<name>[A-Za-z_]\w*)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TypeDeclaration();

    // A text's slashes begin no comment.
    [GeneratedRegex("//[^\\n]*|/\\*([^*]|\\*(?!/))*\\*/|\"([^\"\\\\\\n]|\\\\.)*\"", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Comment();
}
