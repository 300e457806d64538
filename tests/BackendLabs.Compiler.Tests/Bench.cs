using BackendLabs.Contract;

namespace BackendLabs.Compiler.Tests;

/// <summary>The compiler in the test's own process, with all kinds of service.</summary>
internal static class Bench
{
    public static readonly IReadOnlyDictionary<string, string> AllServices = new Dictionary<string, string>
    {
        ["db"] = "sqlite",
        ["cache"] = "redis",
        ["docker"] = "docker",
        ["prices"] = "http",
    };

    private static readonly CompileRequests Requests = new(new ReferenceShelf(TestContext.CurrentContext.TestDirectory));

    public static CompilerToGrader Snippet(
        string source,
        IReadOnlyList<string>? entries = null,
        byte[]? contract = null,
        IReadOnlyDictionary<string, string>? services = null) =>
        Requests.Answer(new GraderToCompiler.CompileSnippet(1, source, "snippet.csx", services ?? AllServices, entries ?? [], contract));

    public static CompilerToGrader Contract(string source, string name = "Lab.Contract") =>
        Requests.Answer(new GraderToCompiler.CompileContract(2, source, "contract.csx", name));

    public static CompilerToGrader Checks(string source, string judgeFolder, byte[]? contract = null) =>
        Requests.Answer(new GraderToCompiler.CompileChecks(3, source, "checks.csx", contract, judgeFolder));

    public static CompilerToGrader Mutants(string reference) =>
        Requests.Answer(new GraderToCompiler.FindMutants(4, reference, "solutions/reference.csx", AllServices, [], ContractAssembly: null));

    public static Task<CompilerToGrader> InspectAsync(
        string source,
        LanguageQuestion question,
        IReadOnlyList<string>? entries = null,
        byte[]? contract = null,
        IReadOnlyDictionary<string, string>? services = null) =>
        Requests.AnswerAsync(new GraderToCompiler.Inspect(5, source, "snippet.csx", services ?? AllServices, entries ?? [], contract, question));

    public static string Text(CompilerToGrader reply) => string.Join('\n', reply.Diagnostics.Select(Text));

    public static string Text(SnippetDiagnostic one) =>
        $"({one.Line},{one.Column}) {(one.IsError ? "error" : "warning")} {one.Id}: {one.Message}{(one.Hint is null ? "" : $"\n    {one.Hint}")}";
}
