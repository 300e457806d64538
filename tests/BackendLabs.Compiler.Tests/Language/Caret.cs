using BackendLabs.Contract;

namespace BackendLabs.Compiler.Tests.Language;

/// <summary>Questions about a text in which <c>§</c> stands for the caret.</summary>
internal static class Caret
{
    public static async Task<LanguageAnswer.Completions> CompleteAsync(string marked, byte[]? contract = null) =>
        await AskAsync(marked, (line, column) => new LanguageQuestion.Complete(line, column), contract) as LanguageAnswer.Completions
        ?? new LanguageAnswer.Completions([], IsIncomplete: false);

    public static async Task<string[]> NamesAsync(string marked, byte[]? contract = null) =>
        [.. (await CompleteAsync(marked, contract)).Items.Select(item => item.Name)];

    public static async Task<LanguageAnswer.Signatures?> CallAsync(string marked) =>
        (LanguageAnswer.Signatures?)await AskAsync(marked, (line, column) => new LanguageQuestion.DescribeCall(line, column));

    public static async Task<LanguageAnswer.Quick?> HoverAsync(string marked, byte[]? contract = null) =>
        (LanguageAnswer.Quick?)await AskAsync(marked, (line, column) => new LanguageQuestion.Hover(line, column), contract);

    private static async Task<LanguageAnswer?> AskAsync(string marked, Func<int, int, LanguageQuestion> question, byte[]? contract = null)
    {
        var before = marked[..marked.IndexOf('§', StringComparison.Ordinal)];
        var line = before.Count(c => c == '\n') + 1;
        var column = before.Length - (before.LastIndexOf('\n') + 1) + 1;
        var reply = await Bench.InspectAsync(marked.Replace("§", "", StringComparison.Ordinal), question(line, column), contract: contract);
        Assert.That(reply.Diagnostics, Is.Empty, () => Bench.Text(reply));
        return reply.Answer;
    }
}
