using BackendLabs.Compiler.Language.Documentation;
using BackendLabs.Compiler.Pasting;
using BackendLabs.Contract;

namespace BackendLabs.Compiler.Language;

/// <summary>Answers what an editor asks about a text. Several questions about one text share what was found out for the first.</summary>
internal sealed class EditorQuestions
{
    private readonly OpenTexts _texts;
    private readonly DocumentationIndex _documentation;
    private readonly ShownSymbols _shown;

    public EditorQuestions(ReferenceShelf shelf)
    {
        _texts = new OpenTexts(shelf);
        _documentation = new DocumentationIndex(shelf.DocumentationFiles);
        _shown = new ShownSymbols(_documentation);
    }

    public async Task<CompilerToGrader> AnswerAsync(GraderToCompiler.Inspect request)
    {
        var question = request.Question;
        var prepared = PreparedText.Of(request.Source);
        if (prepared.Refusal is { } refusal)
            return question is LanguageQuestion.Diagnose ? Replies.Refused(request.Id, refusal) : Empty(request.Id);

        var text = await _texts.OpenAsync(request, prepared);
        if (question is LanguageQuestion.Diagnose)
            return Replies.Refused(request.Id, await text.DiagnoseAsync());
        // What is too deep to compile is too deep to be looked at for a hint.
        return text.IsTooDeep ? Empty(request.Id) : Empty(request.Id) with { Answer = await AnswerAsync(text, question) };
    }

    /// <summary>One question of each kind, for what only they load.</summary>
    public async Task WarmAsync()
    {
        var at = WarmUpText.Snippet.Split('\n')
            .Select((line, index) => (Line: index + 1, Column: line.IndexOf("StringGetAsync(", StringComparison.Ordinal) + "StringGetAsync(".Length + 1))
            .First(place => place.Column > "StringGetAsync(".Length);
        LanguageQuestion[] questions =
        [
            new LanguageQuestion.Diagnose(),
            new LanguageQuestion.Complete(at.Line, at.Column),
            new LanguageQuestion.Complete(at.Line, at.Column - "StringGetAsync(".Length),
            new LanguageQuestion.DescribeCall(at.Line, at.Column),
            new LanguageQuestion.Hover(at.Line, at.Column - 2),
        ];
        foreach (var question in questions)
        {
            _ = await AnswerAsync(new GraderToCompiler.Inspect(
                0, WarmUpText.Snippet, "warm-up.csx", WarmUpText.Services, WarmUpText.Entries, ContractAssembly: null, question));
        }
    }

    private async Task<LanguageAnswer?> AnswerAsync(OpenText text, LanguageQuestion question) => question switch
    {
        LanguageQuestion.Complete at => await new Completion(text, _shown).AtAsync(Position(text, at.Line, at.Column)),
        LanguageQuestion.DescribeCall at => await new CallHelp(text, _documentation).AtAsync(Position(text, at.Line, at.Column)),
        LanguageQuestion.Hover at => await new QuickHelp(text, _documentation).AtAsync(Position(text, at.Line, at.Column)),
        _ => throw new InvalidOperationException($"No answer is known to a {question.GetType().Name}."),
    };

    private static CompilerToGrader Empty(int id) => Replies.Refused(id);

    private static int Position(OpenText text, int line, int column)
    {
        var lines = text.Text.Lines;
        var found = lines[Math.Clamp(line - 1, 0, lines.Count - 1)];
        return Math.Clamp(found.Start + Math.Min(column, TextGate.MaxBytes) - 1, found.Start, found.End);
    }
}
