using System.Globalization;
using System.Text.RegularExpressions;
using BackendLabs.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace BackendLabs.Compiler.Pasting;

/// <summary>What surrounds code where it was copied: fences, line numbers, prompts, marks of a difference, HTML. Asked only where the syntax is broken.</summary>
internal static partial class PastedAlong
{
    /// <summary>The one problem that explains the others; null where none of these was pasted.</summary>
    public static SnippetDiagnostic? Find(SyntaxTree tree, IReadOnlyList<Diagnostic> syntax)
    {
        var lines = tree.GetText().Lines;
        return Fences(tree, lines, syntax) ?? Numbers(tree, lines) ?? Prompts(tree, lines) ?? Differences(tree, lines) ?? Html(tree)
            ?? Words(tree, lines, syntax);
    }

    private static SnippetDiagnostic? Fences(SyntaxTree tree, TextLineCollection lines, IReadOnlyList<Diagnostic> syntax)
    {
        // In a string or a comment a backtick is no error, so a fence there is none.
        var fences = syntax.Where(one => one.Id == "CS1056").Select(one => lines.GetLineFromPosition(one.Location.SourceSpan.Start))
            .Where(line => line.ToString().TrimStart().StartsWith("```", StringComparison.Ordinal))
            .DistinctBy(line => line.LineNumber).ToArray();
        if (fences.Length == 0)
            return null;

        var numbers = fences.Select(line => line.LineNumber + 1).ToArray();
        var message = fences.Length == 1
            ? "``` marks code in chats and READMEs; it is no part of C#."
            : $"``` in lines {Listed(numbers)} marks code in chats and READMEs; it is no part of C#.";
        var hint = fences.Length switch
        {
            1 => $"Delete the fence, line {numbers[0]}.",
            2 => $"Delete both fence lines, {Listed(numbers)}{(HasWordsAround(lines, numbers) ? ", and the words before and after them" : "")}.",
            _ => $"Delete all fence lines, {Listed(numbers)}, and the words between the pieces of code.",
        };
        return Problem(tree, fences[0], message, hint);
    }

    private static bool HasWordsAround(TextLineCollection lines, int[] fences) => lines
        .Where(line => line.LineNumber + 1 < fences[0] || line.LineNumber + 1 > fences[^1])
        .Select(line => line.ToString().Trim())
        .Any(line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal));

    private static SnippetDiagnostic? Numbers(SyntaxTree tree, TextLineCollection lines)
    {
        TextLine? first = null;
        var (last, count) = (0, 0);
        foreach (var line in lines)
        {
            if (Number().Match(line.ToString()) is not { Success: true } number
                || !int.TryParse(number.Groups["number"].Value, CultureInfo.InvariantCulture, out var value))
            {
                if (first is not null && !string.IsNullOrWhiteSpace(line.ToString()))
                    return null;
                continue;
            }

            if (first is not null && value != last + 1)
                return null;
            first ??= line;
            (last, count) = (value, count + 1);
        }

        return first is not { } begin || count < 2 ? null : Problem(
            tree, begin, $"Each line begins with a number, up to {last}: the numbers of the lines were pasted along.",
            "Delete the number in front of each line.");
    }

    private static SnippetDiagnostic? Prompts(SyntaxTree tree, TextLineCollection lines)
    {
        var code = lines.Where(IsCode).ToArray();
        if (code.Length == 0 || Prompt().Match(code[0].ToString()) is not { Success: true } prompt)
            return null;
        var sign = prompt.Groups["sign"].Value;
        return Problem(
            tree, code[0], $"{sign} at the beginning of a line is the prompt of a terminal, or a quotation in a mail; it is no part of C#.",
            $"Delete the {sign} in front of each line.");
    }

    private static SnippetDiagnostic? Differences(SyntaxTree tree, TextLineCollection lines)
    {
        var code = lines.Where(IsCode).ToArray();
        return code.Length > 0 && code[0].ToString() is { Length: > 0 } first
            && (first[0] is '+' or '-' || first.StartsWith("@@", StringComparison.Ordinal) || first.StartsWith("diff ", StringComparison.Ordinal))
            && Array.Exists(code, line => line.ToString().StartsWith('+'))
            ? Problem(
                tree, code[0], "The lines begin with + or -, as a comparison of two files shows them.",
                "Delete the lines that begin with -, and the + in front of the others.")
            : null;
    }

    private static SnippetDiagnostic? Html(SyntaxTree tree)
    {
        var text = tree.GetText().ToString();
        foreach (Match entity in Entity().Matches(text))
        {
            // In a string or a comment it may be meant.
            var token = tree.GetRoot().FindToken(entity.Index, findInsideTrivia: true);
            if (token.SpanStart != entity.Index || !token.IsKind(SyntaxKind.AmpersandToken))
                continue;
            var (_, instead) = Entities.First(one => one.Entity == entity.Value);
            return Places.Problem(
                Location.Create(tree, new TextSpan(entity.Index, entity.Length)), LabIds.PastedAlong,
                $"{entity.Value} is how the source of a web page writes {(instead == " " ? "a space" : instead)}.",
                $"Write {(instead == " " ? "a space" : instead)} instead of each {entity.Value}; copy the code as the page shows it.");
        }

        return null;
    }

    /// <summary>What a chat writes around its code: sentences, and the caption of the box that the code stood in.</summary>
    private static SnippetDiagnostic? Words(SyntaxTree tree, TextLineCollection lines, IReadOnlyList<Diagnostic> syntax)
    {
        var code = lines.Where(IsCode).ToArray();
        if (code.Length > 0 && Captions.Contains(code[0].ToString().Trim(), StringComparer.OrdinalIgnoreCase))
            return Problem(tree, code[0], "This line is the caption of the box that the code was copied from; it is no part of C#.", $"Delete line {code[0].LineNumber + 1}.");
        var sentences = syntax.Select(one => lines.GetLineFromPosition(one.Location.SourceSpan.Start)).DistinctBy(line => line.LineNumber)
            .Where(line => Sentence().IsMatch(line.ToString())).Select(line => line.LineNumber + 1).ToArray();
        return sentences.Length == 0 ? null : Problem(
            tree, lines[sentences[0] - 1], "This line reads like a sentence, not like code.",
            $"Delete {(sentences.Length == 1 ? "it" : $"lines {Listed(sentences)}")}, or make a comment of it: write // in front.");
    }

    private static readonly string[] Captions = ["csharp", "c#", "cs", "Copy", "Copy code", "Code"];

    private static readonly (string Entity, string Instead)[] Entities =
        [("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"), ("&quot;", "\""), ("&#39;", "'"), ("&apos;", "'"), ("&nbsp;", " ")];

    private static bool IsCode(TextLine line) => line.ToString().Trim() is { Length: > 0 } text && !text.StartsWith("//", StringComparison.Ordinal);

    private static string Listed(int[] numbers) => numbers.Length == 1
        ? $"{numbers[0]}"
        : $"{string.Join(", ", numbers[..^1])} and {numbers[^1]}";

    private static SnippetDiagnostic Problem(SyntaxTree tree, TextLine line, string message, string hint)
    {
        var blank = line.ToString().Length - line.ToString().TrimStart().Length;
        return Places.Problem(Location.Create(tree, TextSpan.FromBounds(line.Start + blank, line.End)), LabIds.PastedAlong, message, hint);
    }

    [GeneratedRegex(@"^\s*(?<number>\d{1,4})(\s*[:.|)│┃→]\s?|\s|$)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();

    [GeneratedRegex(@"^\s*(?<sign>>>>|csharp>|In \[\d+\]:|PS [^>]{0,80}>|>|\$)(\s|$)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Prompt();

    [GeneratedRegex(@"^\s*[A-Z][\w'’]*[,!]?( [\w'’`-]+[,]?){2,}\s*[.:!?]*(\s+[A-Z].*)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sentence();

    [GeneratedRegex("&(lt|gt|amp|quot|#39|apos|nbsp);", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Entity();
}
