using BackendLabs.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendLabs.Compiler.Scripts;

/// <summary>What compiles in a check script and makes its verdicts wrong: chance, the machine's time, expectations that cannot fail.</summary>
internal static class ScriptFindings
{
    private static readonly string[] MachineTimes =
    [
        "System.DateTime.Now", "System.DateTime.UtcNow", "System.DateTime.Today", "System.DateTimeOffset.Now", "System.DateTimeOffset.UtcNow",
        "System.Environment.TickCount", "System.Environment.TickCount64", "System.TimeProvider.System",
    ];

    /// <param name="compilation">Without errors.</param>
    /// <returns>By place.</returns>
    public static IReadOnlyList<SnippetDiagnostic> Find(CSharpCompilation compilation, SyntaxTree tree)
    {
        var model = compilation.GetSemanticModel(tree);
        return
        [
            .. tree.GetRoot().DescendantNodes().SelectMany(node => Of(node, model))
                .DistinctBy(finding => (finding.Line, finding.Id))
                .OrderBy(finding => finding.Line).ThenBy(finding => finding.Column),
        ];
    }

    private static IEnumerable<SnippetDiagnostic> Of(SyntaxNode node, SemanticModel model) => node switch
    {
        BaseObjectCreationExpressionSyntax made => OfType(made, model.GetTypeInfo(made).Type),
        InvocationExpressionSyntax call when model.GetSymbolInfo(call).Symbol is IMethodSymbol method => OfCall(call, method, model),
        MemberAccessExpressionSyntax access when model.GetSymbolInfo(access).Symbol is IPropertySymbol { IsStatic: true } property => OfProperty(access, property),
        _ => [],
    };

    private static IEnumerable<SnippetDiagnostic> OfType(ExpressionSyntax made, ITypeSymbol? type) => type?.ToDisplayString() switch
    {
        "System.Random" => [Chance(made)],
        "System.Diagnostics.Stopwatch" => [MachineTime(made)],
        _ => [],
    };

    private static IEnumerable<SnippetDiagnostic> OfProperty(ExpressionSyntax access, IPropertySymbol property)
    {
        if (property.ContainingType.ToDisplayString() is "System.Random")
            yield return Chance(access);
        else if (MachineTimes.Contains($"{property.ContainingType.ToDisplayString()}.{property.Name}"))
            yield return MachineTime(access);
    }

    private static IEnumerable<SnippetDiagnostic> OfCall(InvocationExpressionSyntax call, IMethodSymbol method, SemanticModel model)
    {
        switch (method.ContainingType.ToDisplayString(), method.Name)
        {
            case ("System.Diagnostics.Stopwatch", "StartNew" or "GetTimestamp" or "GetElapsedTime"):
                return [MachineTime(call)];
            case ("System.Threading.Tasks.Task", "Delay") or ("System.Threading.Thread", "Sleep") when !HasAnEnd(call):
                return
                [
                    Places.Problem(
                        call.GetLocation(), LabIds.FixedWait, $"`{call}` waits a fixed time: too short on a busy machine, too long on every other.",
                        "Wait for what should happen (`Http.WaitForRequestsAsync(1)`, `hold.ReachedAsync()`, a loop with an end), or move time on: `Clock.AdvanceAsync`, `Clock.AdvanceUntilAsync(call)`.", isError: false),
                ];
            case ("BackendLabs.Judge.CheckScript", "Expect" or "Fail"):
                return OfExpectation(call, method, model);
            default:
                return [];
        }
    }

    private static IEnumerable<SnippetDiagnostic> OfExpectation(InvocationExpressionSyntax call, IMethodSymbol method, SemanticModel model)
    {
        if (Argument(call, method, "message") is { } message && model.GetConstantValue(message) is { HasValue: true, Value: string text } && string.IsNullOrWhiteSpace(text))
        {
            yield return Places.Problem(
                message.GetLocation(), LabIds.EmptyMessage, "This expectation has no message, so a student reads only two values.",
                "Say what was done and what it means: \"The row was changed between two calls; the second should see it.\".");
        }

        if (method.Name is "Expect" && CertainExpectations.WhyItHolds(call, method, model) is { } why)
        {
            yield return Places.Problem(
                call.GetLocation(), LabIds.CannotFail, $"This expectation cannot fail: {why}.",
                "Expect something that a wrong answer gets wrong, or leave it out.");
        }
    }

    /// <summary>An argument by the name of its parameter; null where it is left to its default.</summary>
    internal static ExpressionSyntax? Argument(InvocationExpressionSyntax call, IMethodSymbol method, string name)
    {
        var arguments = call.ArgumentList.Arguments;
        return arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == name)?.Expression
            ?? (method.Parameters.FirstOrDefault(parameter => parameter.Name == name) is { } wanted && wanted.Ordinal < arguments.Count && arguments[wanted.Ordinal].NameColon is null
                ? arguments[wanted.Ordinal].Expression
                : null);
    }

    // In a loop it is the pause between two looks, in WhenAny the end of a wait.
    private static bool HasAnEnd(SyntaxNode call) => call.Ancestors()
        .TakeWhile(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MethodDeclarationSyntax))
        .Any(node => node is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax
            || node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "WhenAny" } });

    private static SnippetDiagnostic Chance(ExpressionSyntax place) => Places.Problem(
        place.GetLocation(), LabIds.Chance, $"`{place}` gives other values than the run's seed, so that nobody can repeat a failure.",
        "Draw in Given, from the seed: `seed.Int(1, 100)`, `seed.Pick(list)`, `seed.Shuffle(items)`.");

    private static SnippetDiagnostic MachineTime(ExpressionSyntax place) => Places.Problem(
        place.GetLocation(), LabIds.MachineTime, $"`{place}` is this machine's time: a check that compares it fails on a busy one.",
        "Ask `Clock.UtcNow`, move time on with `Clock.AdvanceAsync`, count round trips in place of milliseconds.", isError: false);
}
