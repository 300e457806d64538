using BackendLabs.Compiler.Mutation;
using BackendLabs.Contract;

namespace BackendLabs.Compiler;

/// <summary>One request in, one reply out.</summary>
internal sealed class CompileRequests(ReferenceShelf shelf)
{
    private readonly SnippetCompile _snippets = new(shelf);
    private readonly ContractCompile _contracts = new(shelf);
    private readonly ChecksCompile _checks = new(shelf);

    public CompilerReply Answer(CompilerRequest request)
    {
        try
        {
            return request switch
            {
                CompilerRequest.CompileSnippet snippet => _snippets.Compile(snippet),
                CompilerRequest.CompileContract contract => _contracts.Compile(contract),
                CompilerRequest.CompileChecks checks => _checks.Compile(checks),
                CompilerRequest.FindMutants reference => new MutantSearch(shelf, _snippets).Find(reference),
                CompilerRequest.WarmUp warmUp => Warm(warmUp),
                _ => throw new InvalidOperationException($"No answer is known to a {request.GetType().Name}."),
            };
        }
        catch (InsufficientExecutionStackException)
        {
            return Replies.Refused(request.Id, new SnippetDiagnostic(
                1, 1, 1, 1, LabIds.TooDeep, IsError: true,
                "This text is nested too deeply to be compiled.",
                "Break it into smaller methods and named values."));
        }
        catch (Exception error) when (request is CompilerRequest.CompileSnippet && error is not (IOException or OutOfMemoryException))
        {
            // Roslyn has inputs that it fails on; the text is to blame as far as anybody outside can tell.
            Console.Error.WriteLine(error);
            return Replies.Refused(request.Id, new SnippetDiagnostic(
                1, 1, 1, 1, LabIds.Internal, IsError: true,
                "The compiler could not make sense of this text and gave up.",
                "Undo the last change, or leave out parts until it compiles, to find the place."));
        }
    }

    private CompilerReply Warm(CompilerRequest.WarmUp request)
    {
        var reply = _snippets.Compile(new CompilerRequest.CompileSnippet(
            request.Id, WarmUpText.Snippet, "warm-up.csx", WarmUpText.Services, WarmUpText.Entries, ContractAssembly: null));
        return reply with { Assembly = null, Symbols = null };
    }
}
