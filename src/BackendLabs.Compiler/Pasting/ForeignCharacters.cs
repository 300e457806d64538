using System.Text;
using BackendLabs.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace BackendLabs.Compiler.Pasting;

/// <summary>Characters that word processors, web pages and other keyboards put in the place of C#'s own. They change what the code means, so nobody but the student may exchange them.</summary>
internal static class ForeignCharacters
{
    private const string WordProcessor = "a word processor's quotation mark";

    private static readonly Dictionary<string, (string Name, string Instead)> Known = new(StringComparer.Ordinal)
    {
        ["“"] = (WordProcessor, "\""),
        ["”"] = (WordProcessor, "\""),
        ["„"] = (WordProcessor, "\""),
        ["‟"] = (WordProcessor, "\""),
        ["«"] = ("a printed quotation mark", "\""),
        ["»"] = ("a printed quotation mark", "\""),
        ["″"] = ("a double prime", "\""),
        ["‘"] = (WordProcessor, "\""),
        ["’"] = (WordProcessor, "\""),
        ["‚"] = (WordProcessor, "\""),
        ["‛"] = (WordProcessor, "\""),
        ["´"] = ("an accent", "'"),
        ["′"] = ("a prime", "'"),
        ["–"] = ("an en dash", "-"),
        ["—"] = ("an em dash", "-"),
        ["−"] = ("a printed minus sign", "-"),
        ["‒"] = ("a dash", "-"),
        ["―"] = ("a dash", "-"),
        ["‐"] = ("a printed hyphen", "-"),
        ["‑"] = ("a hyphen that never breaks", "-"),
        ["﹣"] = ("a small hyphen", "-"),
        ["×"] = ("a printed multiplication sign", "*"),
        ["÷"] = ("a printed division sign", "/"),
        ["·"] = ("a printed multiplication sign", "*"),
        ["∗"] = ("a printed star", "*"),
        ["⁄"] = ("a printed slash", "/"),
        ["∕"] = ("a printed slash", "/"),
        ["≤"] = ("a printed comparison", "<="),
        ["≥"] = ("a printed comparison", ">="),
        ["≠"] = ("a printed comparison", "!="),
        ["⇒"] = ("a printed arrow", "=>"),
        ["→"] = ("a printed arrow", "=>"),
        ["‹"] = ("a printed bracket", "<"),
        ["›"] = ("a printed bracket", ">"),
        ["⟨"] = ("a printed bracket", "<"),
        ["⟩"] = ("a printed bracket", ">"),
        ["、"] = ("a full-width comma", ","),
        ["。"] = ("a full-width stop", "."),
        ["「"] = ("a corner bracket", "\""),
        ["」"] = ("a corner bracket", "\""),
    };

    /// <summary>One problem for each line that has such characters. Where there are any, other syntax errors follow from them.</summary>
    public static IEnumerable<SnippetDiagnostic> Find(SyntaxTree tree, IEnumerable<Diagnostic> syntax, IReadOnlyCollection<string> unclosed)
    {
        var text = tree.GetText();
        var places = syntax.SelectMany(one => PlacesOf(text, one, unclosed))
            .Concat(FullWidthNames(tree)).Concat(HiddenInKeywords(tree))
            .Where(at => at < text.Length);
        foreach (var line in places.Distinct().Order().GroupBy(at => text.Lines.GetLineFromPosition(at).LineNumber))
        {
            var found = line.Where(at => !IsPrefixOfQuote(text, at)).Select(at => (At: at, Character: CharacterAt(text, at))).ToArray();
            if (found.Length == 0)
                continue;
            var kinds = found.Select(one => one.Character).Distinct(StringComparer.Ordinal).ToArray();
            var whole = new TextSpan(found[0].At, found[0].Character.Length);
            var (message, hint) = Words(text, found[0].At, kinds);
            yield return Places.Problem(Location.Create(tree, whole), LabIds.ForeignCharacter, message, hint);
        }
    }

    private static int[] PlacesOf(SourceText text, Diagnostic syntax, IReadOnlyCollection<string> unclosed)
    {
        if (syntax.Id == "CS1056")
            return [syntax.Location.SourceSpan.Start];
        return unclosed.Contains(syntax.Id, StringComparer.Ordinal) ? WrongEnd(text, syntax) : [];
    }

    private static (string Message, string Hint) Words(SourceText text, int at, string[] characters)
    {
        var named = characters.Select(one => (Character: one, Known: Lookup(one))).Where(one => one.Known is not null).ToArray();
        if (named.Length > 0)
        {
            var message = string.Join("; ", named.GroupBy(one => one.Known!.Value.Name, StringComparer.Ordinal)
                .Select(alike => Is([.. alike.Select(one => one.Character)], alike.Key)));
            var isQuote = named.Any(one => one.Known!.Value.Instead == "\"");
            var hint = string.Join(", and ", named.GroupBy(one => one.Known!.Value.Instead, StringComparer.Ordinal)
                .Select(alike => $"{alike.Key} instead of {string.Join(" and ", alike.Select(one => one.Character))}"));
            return ($"{message}, which C# does not know.", $"Write {hint}{(isQuote ? " (straight quotes, as your keyboard types them)" : "")}.");
        }

        return characters[0] switch
        {
            "`" => text.ToString(text.Lines.GetLineFromPosition(at).Span).Contains("${", StringComparison.Ordinal)
                ? ("` begins a text in JavaScript, not in C#.", "Write the text as $\"Hello, {name}\": a $, a straight quote, and { } around each value.")
                : ("` marks code in chats and READMEs; it is no part of C#.", "Delete it. A text stands between straight quotes: \"abc\"."),
            "\\" => ("A \\ stands outside of a text here.", "Write \" instead of \\\" where a text begins or ends, and a new line instead of \\n."),
            "$" => ("A $ has no meaning here.", "In C# a variable has no $ in front of it. A text with values in it begins with $\", without a space between."),
            "…" => ("… says that something was left out here.", "Write the code that belongs in its place."),
            "#" => ("A # has no meaning here.", "A comment begins with //."),
            "@" => ("A @ has no meaning here.", "An attribute is written in brackets: [Name]."),
            var other when char.IsControl(other[0]) || char.IsWhiteSpace(other[0]) || Rune.GetUnicodeCategory(Rune.GetRuneAt(other, 0)) is System.Globalization.UnicodeCategory.Format
                => ($"There is an invisible character (U+{Rune.GetRuneAt(other, 0).Value:X4}) here.", "Delete it, or type the line again."),
            var other => ($"The character {other} has no meaning here.", "Delete it. In a text it stands between quotes: \"" + other + "\"."),
        };
    }

    /// <summary>One is a dash, two are dashes.</summary>
    private static string Is(string[] characters, string name)
    {
        var all = string.Join(" and ", characters);
        var space = name.IndexOf(' ', StringComparison.Ordinal);
        if (characters.Length == 1 || name[..space] is not ("a" or "an"))
            return $"{all} {(characters.Length == 1 ? "is" : "are")} {name}";
        return $"{all} are {name[(space + 1)..]}{(name.EndsWith("sh", StringComparison.Ordinal) ? "es" : "s")}";
    }

    private static (string Name, string Instead)? Lookup(string character)
    {
        if (Known.TryGetValue(character, out var known))
            return known;
        return character.Length >= 1 && character.All(IsFullWidth) ? ("written in full-width characters", string.Concat(character.Select(c => (char)(c - FullWidth)))) : null;
    }

    /// <summary>From a full-width character to its own: these follow the order of ASCII.</summary>
    private const int FullWidth = '\uff01' - '!';

    private static bool IsFullWidth(char c) => c is >= '\uff01' and <= '\uff5e';

    /// <summary>Names and numbers in full-width letters are names to the parser, which then finds no keyword.</summary>
    private static IEnumerable<int> FullWidthNames(SyntaxTree tree)
    {
        var text = tree.GetText();
        if (!HasFullWidth(text))
            return [];
        return tree.GetRoot().DescendantTokens(descendIntoTrivia: true)
            .Where(token => token.IsKind(SyntaxKind.IdentifierToken) && token.Text.Any(IsFullWidth))
            .Select(token => token.SpanStart);
    }

    /// <summary>An invisible character inside of a keyword makes a name of it, which nobody can see.</summary>
    private static IEnumerable<int> HiddenInKeywords(SyntaxTree tree) =>
        from token in tree.GetRoot().DescendantTokens(descendIntoTrivia: true)
        where token.IsKind(SyntaxKind.IdentifierToken) && token.Text.Length > token.ValueText.Length && !token.Text.StartsWith('@')
            && SyntaxFacts.IsReservedKeyword(SyntaxFacts.GetKeywordKind(token.ValueText))
        let hidden = token.Text.ToList().FindIndex(c => char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.Format)
        where hidden >= 0
        select token.SpanStart + hidden;

    private static bool HasFullWidth(SourceText text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (IsFullWidth(text[at]))
                return true;
        }

        return false;
    }

    /// <summary>A text that begins with a straight quote and seems to end with another.</summary>
    private static int[] WrongEnd(SourceText text, Diagnostic unclosed)
    {
        var line = text.Lines.GetLineFromPosition(unclosed.Location.SourceSpan.Start);
        var whole = line.ToString();
        var at = whole.AsSpan().LastIndexOfAny("“”„‟″＂");
        return at < 0 || whole.IndexOf('"', StringComparison.Ordinal) is var begin && (begin < 0 || begin > at) ? [] : [line.Start + at];
    }

    /// <summary>Whether it is the $ or @ in front of a text whose quotes are the trouble.</summary>
    private static bool IsPrefixOfQuote(SourceText text, int at) =>
        text[at] is '$' or '@' && at + 1 < text.Length && (text[at + 1] is '@' or '$' || Lookup(text[at + 1].ToString()) is not null);

    private static string CharacterAt(SourceText text, int at)
    {
        if (IsFullWidth(text[at]))
        {
            var end = at;
            while (end < text.Length && IsFullWidth(text[end]) && char.IsLetterOrDigit(text[end]) == char.IsLetterOrDigit(text[at]))
                end++;
            return text.ToString(TextSpan.FromBounds(at, char.IsLetterOrDigit(text[at]) ? end : at + 1));
        }

        return char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1])
            ? text.ToString(new TextSpan(at, 2))
            : text[at].ToString();
    }
}
