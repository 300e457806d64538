using BackendLabs.Compiler.Language;
using BackendLabs.Compiler.Mutants;
using BackendLabs.Contract;

namespace BackendLabs.Compiler;

/// <summary>One request in, one reply out.</summary>
internal sealed class CompileRequests(ReferenceShelf shelf)
{
    private readonly SnippetCompile _snippets = new(shelf);
    private readonly ContractCompile _contracts = new(shelf);
    private readonly ChecksCompile _checks = new(shelf);
    private readonly EditorQuestions _editors = new(shelf);

    public async Task<CompilerToGrader> AnswerAsync(GraderToCompiler request)
    {
        if (request is not (GraderToCompiler.Inspect or GraderToCompiler.WarmUp))
            return Answer(request);
        try
        {
            return request is GraderToCompiler.Inspect question ? await _editors.AnswerAsync(question) : await WarmAsync((GraderToCompiler.WarmUp)request);
        }
        catch (InsufficientExecutionStackException)
        {
            return TooDeep(request);
        }
        catch (Exception error) when (error is not (IOException or OutOfMemoryException))
        {
            return GaveUp(request, error);
        }
    }

    /// <summary>Compiles, on the caller's stack.</summary>
    public CompilerToGrader Answer(GraderToCompiler request)
    {
        try
        {
            return request switch
            {
                GraderToCompiler.CompileSnippet snippet => _snippets.Compile(snippet),
                GraderToCompiler.CompileContract contract => _contracts.Compile(contract),
                GraderToCompiler.CompileChecks checks => _checks.Compile(checks),
                GraderToCompiler.FindMutants reference => new MutantSearch(shelf, _snippets).Find(reference),
                _ => throw new InvalidOperationException($"No answer is known to a {request.GetType().Name}."),
            };
        }
        catch (InsufficientExecutionStackException)
        {
            return TooDeep(request);
        }
        catch (Exception error) when (request is GraderToCompiler.CompileSnippet && error is not (IOException or OutOfMemoryException))
        {
            return GaveUp(request, error);
        }
    }

    private static CompilerToGrader TooDeep(GraderToCompiler request) => Replies.Refused(request.Id, new SnippetDiagnostic(
        1, 1, 1, 1, LabIds.TooDeep, IsError: true,
        "This text is nested too deeply to be compiled.",
        "Break it into smaller methods and named values."));

    // Roslyn has inputs that it fails on; the text is to blame as far as anybody outside can tell.
    private static CompilerToGrader GaveUp(GraderToCompiler request, Exception error)
    {
        Console.Error.WriteLine(error);
        return Replies.Refused(request.Id, new SnippetDiagnostic(
            1, 1, 1, 1, LabIds.Internal, IsError: true,
            "The compiler could not make sense of this text and gave up.",
            "Undo the last change, or leave out parts until it compiles, to find the place."));
    }

    private async Task<CompilerToGrader> WarmAsync(GraderToCompiler.WarmUp request)
    {
        var reply = _snippets.Compile(new GraderToCompiler.CompileSnippet(
            request.Id, WarmUpText.Snippet, "warm-up.csx", WarmUpText.Services, WarmUpText.Entries, ContractAssembly: null));
        if (request.ForEditors)
            await _editors.WarmAsync();
        return reply with { Assembly = null, Symbols = null };
    }
}
