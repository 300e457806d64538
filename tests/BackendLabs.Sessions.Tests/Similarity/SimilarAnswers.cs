using System.Diagnostics;
using System.Text;
using BackendLabs.Sessions.Similarity;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BackendLabs.Sessions.Tests.Similarity;

public sealed class SimilarAnswers
{
    private static readonly string[] Labs =
        [.. Directory.EnumerateFiles(RealLabs.Root, "starter.csx", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(RealLabs.Root, Path.GetDirectoryName(file)!)).Order(StringComparer.Ordinal)];

    // Differs from the reference in its SQL alone, which is text.
    private static readonly (string Lab, string Solution)[] Copies = [("databases/dialects-differ", "in-the-statement.csx")];

    private static readonly string Original = RealLabs.Solution("databases/dialects-differ", "under-a-lock");
    private static readonly string Starter = RealLabs.Starter("databases/dialects-differ");

    [Test]
    public void A_copy_with_other_names_is_found() =>
        Assert.That(Pair(Original, Rewrite(token => token.IsKind(SyntaxKind.IdentifierToken) ? "Other" + token.Text : token.Text)).Share, Is.EqualTo(1));

    [Test]
    public void A_copy_with_other_values_is_found() =>
        Assert.That(
            Pair(Original, Rewrite(token => token.Kind() switch
            {
                SyntaxKind.NumericLiteralToken => "27",
                SyntaxKind.StringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken => "@\"another text\"",
                _ => token.Text,
            })).Share,
            Is.EqualTo(1));

    [Test]
    public void A_copy_with_comments_and_another_layout_is_found() =>
        Assert.That(Pair(Original, Rewrite(token => $"{token.Text} /* mine */\n\n  // A remark.\n\t")).Share, Is.EqualTo(1));

    [Test]
    public void A_copy_with_its_methods_in_another_order_is_found()
    {
        var members = CSharpSyntaxTree.ParseText(Original, new CSharpParseOptions(kind: SourceCodeKind.Script)).GetCompilationUnitRoot().Members;
        Assert.That(members, Has.Count.GreaterThan(2));
        var pair = Pair(Original, string.Concat(members.Reverse().Select(member => member.ToFullString())));

        Assert.That(pair.Share, Is.GreaterThan(0.7));
        Assert.That(pair.Regions, Has.Count.GreaterThan(1), "each method is a region");
    }

    [Test]
    public void A_copy_among_code_of_ones_own_is_found()
    {
        var own = RealLabs.Solution("caching/invalidate-on-write", "queued");
        Assert.That(Pair(Original, own + "\n" + Original).Share, Is.GreaterThan(0.9));
    }

    // Whatever its fingerprints are, a region begins and ends with what is common.
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    public void The_regions_are_the_lines_that_match(int without)
    {
        string[] lines =
        [
            "int Sum(int[] numbers)",
            "{",
            "    var sum = 0;",
            "    foreach (var number in numbers)",
            "    {",
            "        if (number % 2 == 0 && number > 0)",
            "            sum += number * number;",
            "        else",
            "            sum -= 1;",
            "    }",
            "    while (sum > 100) sum = sum / 2 + 1;",
            "    return sum < 0 ? -sum : sum;",
            "}",
        ];
        var passage = string.Join('\n', lines.Skip(without)) + "\n";
        var pair = Pair("// One.\nusing var a = Open(); a.Close();\n" + passage + "[Own]", "\n\n\nclass C { string Name => nameof(C); }\n\n" + passage.Replace("sum", "total", StringComparison.Ordinal) + "(1)");

        Assert.That(pair.Regions, Has.Count.EqualTo(1));
        Assert.That(
            (pair.Left, pair.Right, pair.Regions[0]),
            Is.EqualTo(("left", "right", new SimilarRegion(new LineRange(3, 15 - without), new LineRange(6, 18 - without)))));
    }

    [TestCaseSource(nameof(Labs))]
    public void Independent_right_answers_are_not_above_the_threshold(string lab)
    {
        var solutions = RealLabs.Solutions(lab).Where(solution => !Copies.Contains((lab, solution.Id))).ToList();
        foreach (var (one, other) in solutions.SelectMany((one, index) => solutions.Skip(index + 1).Select(other => (one, other))))
        {
            string[] given = [.. RealLabs.Given(lab), .. solutions.Where(solution => solution != one && solution != other).Select(solution => solution.Text)];
            Assert.That(SimilarPairs.Among([one, other], given).Select(pair => $"{pair.Left} and {pair.Right}: {pair.Share:0.00} by {pair.Shared}"), Is.Empty);
        }
    }

    [Test]
    public void Code_that_was_given_is_no_evidence()
    {
        Assert.That(Pairs([Starter, Original], Original, Original), Is.Empty);
        Assert.That(Pairs([Original.Replace("cache", "memory", StringComparison.Ordinal)], Original, Original + "\n// Mine."), Is.Empty, "under other names too");
    }

    [TestCase("")]
    [TestCase("// Nothing yet.\n")]
    [TestCase("return 1;")]
    public void A_submission_without_code_pairs_with_nobody(string empty) =>
        Assert.That(Pairs([], empty, empty, Original, Original).Select(pair => (pair.Left, pair.Right)), Is.EqualTo(new[] { ("2", "3") }));

    [Test]
    public void Pairs_are_sorted_by_their_share()
    {
        var half = Original[..(Original.Length / 2)] + RealLabs.Solution("caching/invalidate-on-write", "queued");
        var pairs = Pairs([], half, Original, Original).ToList();
        var few = SimilarPairs.Among([new("half", half), new("b", Original), new("a", Original)], [], threshold: 0.2);

        Assert.That(few.Select(pair => pair.Share), Is.Ordered.Descending);
        Assert.That(few.Select(pair => (pair.Left, pair.Right)), Is.EqualTo(new[] { ("b", "a"), ("half", "a"), ("half", "b") }));
        Assert.That(pairs.Select(pair => (pair.Left, pair.Right)), Is.EqualTo(new[] { ("1", "2") }), "the half ones are below the threshold");
    }

    [Test]
    public void Three_hundred_submissions_are_compared_quickly()
    {
        var random = new Random(5);
        var bodies = Directory.EnumerateFiles(RealLabs.Root, "*.csx", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText).ToArray();
        var submissions = Enumerable.Range(0, 300).Select(index => new Submission($"{index}", Lines(200))).ToList();
        var clock = Stopwatch.StartNew();

        Assert.That(SimilarPairs.Among([.. submissions, submissions[7] with { Id = "copy" }], [Starter]).Select(pair => (pair.Left, pair.Right)), Does.Contain(("7", "copy")));
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(20)), "it takes one or two on a quiet machine");

        string Lines(int count)
        {
            var text = new StringBuilder();
            while (text.ToString().Count('\n') < count) text.AppendLine(bodies[random.Next(bodies.Length)]);
            return string.Join('\n', text.ToString().Split('\n').Take(count));
        }
    }

    [TestCase("(")]
    [TestCase("{")]
    [TestCase("$\"{")]
    [TestCase("$\"{(")]
    [TestCase("$$\"\"\"{{")]
    [TestCase("#if ((((((((((((((((((")]
    [TestCase("#if !!!!!!!!!!!!!!!!!!")]
    [TestCase("/// <a>")]
    [TestCase("\"")]
    [TestCase("/*")]
    [TestCase("\0")]
    [TestCase("\uFFFD")]
    [TestCase("\n")]
    [TestCase("a")]
    [TestCase("a;")]
    public void Any_text_however_deep_or_long_is_harmless(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 2_000_000 / part.Length));
        var pairs = Pairs([], text, Original, text, Original + text);
        Assert.That(pairs.Select(pair => (pair.Left, pair.Right)), Does.Contain(("1", "3")));
    }

    [Test]
    public void Bytes_that_are_no_text_are_harmless()
    {
        var random = new Random(3);
        for (var round = 0; round < 50; round++)
        {
            var bytes = new byte[20_000];
            random.NextBytes(bytes);
            var text = Encoding.Latin1.GetString(bytes);
            foreach (var pair in Pairs([], text, text))
                Assert.That(pair.Regions.Select(region => region.Left), Is.EqualTo(pair.Regions.Select(region => region.Right)));
        }
    }

    [TestCase(0)]
    [TestCase(-0.5)]
    [TestCase(1.01)]
    public void A_threshold_is_a_share(double threshold) =>
        Assert.That(() => SimilarPairs.Among([], [], threshold), Throws.TypeOf<ArgumentOutOfRangeException>());

    private static string Rewrite(Func<SyntaxToken, string> spell)
    {
        var tokens = SyntaxFactory.ParseTokens(Original).ToList();
        var changed = string.Concat(tokens.Select(token => token.LeadingTrivia.ToFullString() + spell(token) + token.TrailingTrivia.ToFullString()));
        Assert.That(changed, Is.Not.EqualTo(Original));
        return changed;
    }

    private static SimilarPair Pair(string left, string right) => SimilarPairs.Among([new("left", left), new("right", right)], [Starter]).Single();

    private static IReadOnlyList<SimilarPair> Pairs(string[] given, params string[] texts) =>
        SimilarPairs.Among([.. texts.Select((text, index) => new Submission($"{index}", text))], given);
}
