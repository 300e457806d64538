using BackendLabs.Contract;

namespace BackendLabs.Compiler.Tests.Language;

/// <summary>The texts that a compile survives, asked about as an editor does: each meets the real process.</summary>
public sealed class EditorAttackTests : OneCompiler
{
    private protected override GraderToCompiler First => new GraderToCompiler.WarmUp(1, ForEditors: true);

    private static IEnumerable<TestCaseData> Texts() =>
        AttackTests.Texts().Select(known => new TestCaseData(known.Arguments[0]).SetArgDisplayNames(known.ArgDisplayNames!))
            .Append(new TestCaseData($"{Repeat("void F() { ", 190)} cache.").SetArgDisplayNames("methods in methods, as deep as they may be"))
            .Append(new TestCaseData($"var x = a{Repeat(".b", 480)};").SetArgDisplayNames("a chain of members, as long as it may be"))
            .Append(new TestCaseData($"var x = 1{Repeat(" + 1", 950)};").SetArgDisplayNames("a sum, as long as it may be"));

    [TestCaseSource(nameof(Texts))]
    public async Task Is_answered_in_time_and_the_next_question_too(string text)
    {
        var compiler = await CompilerAsync();
        var end = text.Split('\n')[^1].Length + 1;
        LanguageQuestion[] questions =
        [
            new LanguageQuestion.Diagnose(), new LanguageQuestion.Complete(int.MaxValue, end), new LanguageQuestion.DescribeCall(int.MaxValue, end),
            new LanguageQuestion.Hover(int.MaxValue, end - 1), new LanguageQuestion.Complete(1, end / 2),
        ];
        foreach (var question in questions)
            Assert.That(await compiler.AskAsync(CompilerProcess.Question(text, question, 2), Limit), Is.Not.Null, $"The process ended at {question}.");

        Assert.That(compiler.PeakBytes, Is.LessThan(MemoryLimit));
        var next = await compiler.AskAsync(CompilerProcess.Question("void F() => Console.", new LanguageQuestion.Complete(1, 21), 3), Limit);
        Assert.That(((LanguageAnswer.Completions)next!.Answer!).Items.Select(item => item.Name), Has.Member("WriteLine"));
    }

    private static string Repeat(string part, int times) => string.Concat(Enumerable.Repeat(part, times));
}
