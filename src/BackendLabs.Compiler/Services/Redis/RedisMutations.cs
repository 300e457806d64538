using BackendLabs.Compiler.Mutants;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace BackendLabs.Compiler.Services.Redis;

/// <summary>Keys that never end, a cache that nobody asks or fills.</summary>
internal static class RedisMutations
{
    private const string Library = "StackExchange.Redis";

    private static readonly string[] Reads =
    [
        "StringGet", "HashGet", "HashGetAll", "HashKeys", "HashValues", "HashExists", "KeyExists", "ListRange", "ListGetByIndex",
        "SetMembers", "SetContains", "SortedSetRangeByRank", "SortedSetRangeByScore", "SortedSetScore",
    ];

    public static IEnumerable<Mutation> Of(ReferenceText text) => text.All<InvocationExpressionSyntax>().SelectMany(call =>
        text.MethodOf(call) is { } method && IsOfRedis(method) ? [.. Ttl(text, call, method), .. Cache(text, call, method)] : Array.Empty<Mutation>());

    private static bool IsOfRedis(IMethodSymbol method) =>
        method.ContainingNamespace?.ToDisplayString() == Library;

    private static IEnumerable<Mutation> Ttl(ReferenceText text, InvocationExpressionSyntax call, IMethodSymbol method)
    {
        var name = ReferenceText.NameOf(call);
        var said = $"{name} is called without its expiry, so that the key never ends.";
        if (name.StartsWith("KeyExpire", StringComparison.Ordinal))
        {
            if (ReferenceText.StatementOf(call) is { } statement)
                yield return new Mutation(MutantKinds.Ttl, call.SpanStart, $"{name} is left out, so that the key never ends.", text.Without(statement));
            else
                yield return new Mutation(MutantKinds.Ttl, call.SpanStart, $"{name} is left out, so that the key never ends.", new TextChange(call.Span, Constant("true", method)));
            yield break;
        }

        var arguments = call.ArgumentList.Arguments;
        var expiry = arguments.FirstOrDefault(argument => ParameterOf(argument, arguments, method)?.Name == "expiry");
        if (expiry is null || expiry.Expression.ToString() is "null" or "default")
            yield break;
        yield return new Mutation(MutantKinds.Ttl, expiry.SpanStart, said, WithoutArgument(arguments, expiry));
    }

    private static TextChange WithoutArgument(SeparatedSyntaxList<ArgumentSyntax> arguments, ArgumentSyntax argument)
    {
        var at = arguments.IndexOf(argument);
        return at == arguments.Count - 1 && at > 0
            ? new TextChange(TextSpan.FromBounds(arguments[at - 1].Span.End, argument.Span.End), "")
            : new TextChange(argument.Expression.Span, "null");
    }

    private static IParameterSymbol? ParameterOf(ArgumentSyntax argument, SeparatedSyntaxList<ArgumentSyntax> all, IMethodSymbol method)
    {
        if (argument.NameColon is { } named)
            return method.Parameters.FirstOrDefault(parameter => parameter.Name == named.Name.Identifier.ValueText);
        var at = all.IndexOf(argument);
        return at < method.Parameters.Length ? method.Parameters[at] : null;
    }

    private static IEnumerable<Mutation> Cache(ReferenceText text, InvocationExpressionSyntax call, IMethodSymbol method)
    {
        if (method.ContainingType.Name is not ("IDatabase" or "IDatabaseAsync"))
            yield break;
        var name = ReferenceText.NameOf(call);
        var plain = name.EndsWith("Async", StringComparison.Ordinal) ? name[..^5] : name;
        if (Reads.Contains(plain, StringComparer.Ordinal))
        {
            if (NothingFound(ReferenceText.Awaited(method.ReturnType)) is { } nothing)
                yield return new Mutation(MutantKinds.Cache, call.SpanStart, $"Redis is not asked: {name} always finds nothing.", new TextChange(call.Span, Constant(nothing, method)));
        }
        else if (ReferenceText.StatementOf(call) is { } statement)
        {
            yield return new Mutation(MutantKinds.Cache, call.SpanStart, $"Redis is not told: {name} is left out.", text.Without(statement));
        }
        else if (ReferenceText.Awaited(method.ReturnType).SpecialType is SpecialType.System_Boolean)
        {
            foreach (var answer in new[] { "true", "false" })
                yield return new Mutation(MutantKinds.Cache, call.SpanStart, $"Redis is not told: {name} is taken to have answered {answer}.", new TextChange(call.Span, Constant(answer, method)));
        }
    }

    private static string? NothingFound(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => $"Array.Empty<{array.ElementType.Name}>()",
        { Name: "RedisValue" } => "RedisValue.Null",
        { SpecialType: SpecialType.System_Boolean } => "false",
        { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } => "null",
        _ => null,
    };

    private static string Constant(string value, IMethodSymbol method) =>
        SymbolEqualityComparer.Default.Equals(ReferenceText.Awaited(method.ReturnType), method.ReturnType) ? value : $"Task.FromResult({value})";
}
