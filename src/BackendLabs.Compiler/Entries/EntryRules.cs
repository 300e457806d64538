using BackendLabs.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BackendLabs.Compiler.Entries;

/// <summary>Compares a snippet's methods with the signatures that its lab calls.</summary>
internal sealed class EntryRules(CSharpCompilation snippet, IReadOnlyList<string> entries, IEnumerable<string> kinds)
{
    private readonly string[] _kinds = [.. kinds];
    private readonly AcceptedTypes _types = new(snippet);

    public IEnumerable<SnippetDiagnostic> Check()
    {
        if (entries.Count == 0)
            yield break;
        var expected = ExpectedEntries.Bind(snippet, entries);
        foreach (var (signature, method) in expected)
        {
            var problem = method is null ? Unreadable(signature) : Check(signature, method);
            if (problem is not null)
                yield return problem;
        }
    }

    private SnippetDiagnostic? Check(string signature, IMethodSymbol expected)
    {
        var found = Methods().Where(method => method.Name == expected.Name).ToArray();
        if (found.Length == 0)
            return Missing(signature, expected);
        var place = found[^1].Locations[0];
        if (found.Length > 1)
        {
            return Places.Problem(place, LabIds.EntryOverloaded,
                $"There are {found.Length} methods named {expected.Name}; the lab could not tell which one to call.",
                $"Keep one, and rename the others: {signature}");
        }

        if (found[0].IsGenericMethod)
        {
            return Places.Problem(place, LabIds.EntryGeneric,
                $"{expected.Name} has type parameters; the lab could not say what they stand for.",
                $"Write it without <{string.Join(", ", found[0].TypeParameters.Select(p => p.Name))}>: {signature}");
        }

        return Parameters(signature, expected, found[0]) ?? Return(signature, expected, found[0]);
    }

    private SnippetDiagnostic? Parameters(string signature, IMethodSymbol expected, IMethodSymbol found)
    {
        foreach (var parameter in found.Parameters)
        {
            if (parameter.RefKind != RefKind.None)
            {
                return Places.Problem(parameter.Locations[0], LabIds.EntryParameters,
                    $"{parameter.Name} is passed by {parameter.RefKind.ToString().ToLowerInvariant()}, which a call from outside cannot do.",
                    $"Write it as the lab calls it: {signature}");
            }
        }

        var wanted = Given(expected);
        var given = Given(found);
        // A type that does not exist has its own error already.
        if (given.Any(p => p.Type.TypeKind == TypeKind.Error))
            return null;
        if (wanted.Length == given.Length && wanted.Zip(given).All(pair => _types.Takes(pair.Second.Type, pair.First.Type)))
            return null;
        return Places.Problem(found.Locations[0], LabIds.EntryParameters,
            $"The parameters of {expected.Name} are not those that the lab calls it with.\n  expected: {Show(expected)}\n  found:    {Show(found)}",
            Difference(wanted, given));
    }

    private string Difference(IParameterSymbol[] wanted, IParameterSymbol[] given)
    {
        if (wanted.Length != given.Length)
        {
            return wanted.Length > given.Length
                ? $"{Wording.Words.Count(wanted.Length - given.Length, "parameter")} missing: {string.Join(", ", wanted.Skip(given.Length).Select(Show))}."
                : $"{Wording.Words.Count(given.Length - wanted.Length, "parameter")} too many: the lab gives {(wanted.Length == 0 ? "none" : string.Join(", ", wanted.Select(Show)))}.";
        }

        var at = Enumerable.Range(0, wanted.Length).First(i => !_types.Takes(given[i].Type, wanted[i].Type));
        return $"Change {Show(given[at])} to {Show(wanted[at])}.";
    }

    private SnippetDiagnostic? Return(string signature, IMethodSymbol expected, IMethodSymbol found)
    {
        if (found.ReturnType.TypeKind == TypeKind.Error || (found.IsAsync && found.ReturnsVoid))
            return null;
        var wanted = Awaited(expected.ReturnType);
        var given = Awaited(found.ReturnType);
        if (wanted is null ? given is null : given is not null && _types.Returns(given, wanted))
            return null;
        if (given?.TypeKind == TypeKind.Error)
            return null;
        return Places.Problem(found.Locations[0], LabIds.EntryReturn,
            $"{expected.Name} returns {Show(found.ReturnType)}; the lab expects {Show(expected.ReturnType)}.\n  expected: {Show(expected)}\n  found:    {Show(found)}",
            wanted is null
                ? "Return nothing: void, or async Task."
                : $"Return {Show(wanted)}, or async Task<{Show(wanted)}>.");
    }

    private SnippetDiagnostic Missing(string signature, IMethodSymbol expected)
    {
        if (snippet.ScriptClass!.GetMembers(expected.Name).OfType<IFieldSymbol>().FirstOrDefault() is { } variable)
        {
            return Places.Problem(variable.Locations[0], LabIds.EntryMissing,
                $"{expected.Name} is a variable here, and the lab calls a method.", $"Write it as a method: {signature}");
        }

        if (Methods().FirstOrDefault(method => string.Equals(method.Name, expected.Name + "Async", StringComparison.OrdinalIgnoreCase)) is { } twin)
        {
            return Places.Problem(twin.Locations[0], LabIds.EntryMisspelt,
                $"The lab calls {expected.Name}, and this is {twin.Name}.",
                $"Rename {twin.Name} to {expected.Name}. It may stay async: the lab waits for its result.");
        }

        var near = Wording.Spelling.Nearest(expected.Name, Methods().Select(method => method.Name).Except(entries.Select(ExpectedEntries.NameOf), StringComparer.Ordinal));
        if (near is null)
        {
            return Places.Problem(Start(), LabIds.EntryMissing,
                $"The lab calls a method {expected.Name}, and there is none at the top level of your code.",
                $"Write one: {signature}");
        }

        var place = Methods().First(method => method.Name == near).Locations[0];
        var why = string.Equals(near, expected.Name, StringComparison.OrdinalIgnoreCase)
            ? "upper and lower case count"
            : "the name must be the same";
        return Places.Problem(place, LabIds.EntryMisspelt,
            $"The lab calls {expected.Name}, and this is {near}; {why}.", $"Rename {near} to {expected.Name}.");
    }

    private SnippetDiagnostic Unreadable(string signature) => Places.Problem(
        Start(), LabIds.EntryUnreadable,
        $"The lab's own entry \"{signature}\" is no signature that compiles here.",
        "This is a mistake in the lab, not in your code. In lab.yaml, write it as a C# method head with types that the lab's services and contract have.");

    private Location Start() => Location.Create(snippet.SyntaxTrees[0], default);

    private IEnumerable<IMethodSymbol> Methods() =>
        snippet.ScriptClass!.GetMembers().OfType<IMethodSymbol>()
            .Where(method => method is { MethodKind: MethodKind.Ordinary, IsImplicitlyDeclared: false });

    private IParameterSymbol[] Given(IMethodSymbol method) =>
        [.. method.Parameters.Where(parameter => !Injection.Fills(parameter.Type, _kinds))];

    /// <summary>What awaiting a call gives; null where that is nothing.</summary>
    private static ITypeSymbol? Awaited(ITypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_Void
            || TypeComparison.Is(type, "System.Threading.Tasks.Task")
            || TypeComparison.Is(type, "System.Threading.Tasks.ValueTask"))
            return null;
        return TypeComparison.Is(type, "System.Threading.Tasks.Task`1") || TypeComparison.Is(type, "System.Threading.Tasks.ValueTask`1")
            ? ((INamedTypeSymbol)type).TypeArguments[0]
            : type;
    }

    private static string Show(IMethodSymbol method) =>
        $"{Show(method.ReturnType)} {method.Name}({string.Join(", ", method.Parameters.Select(Show))})";

    private static string Show(IParameterSymbol parameter) => $"{Show(parameter.Type)} {parameter.Name}";

    private static string Show(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
}
