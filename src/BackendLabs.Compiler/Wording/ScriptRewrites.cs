using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendLabs.Compiler.Wording;

/// <summary>What differs between a script and the files that a student knows.</summary>
internal static class ScriptRewrites
{
    private const string SpanHint = "Use an array (int[]) or a List here; keep a Span inside an ordinary method without await.";

    public static readonly Rewrite[] All =
    [
        new(["CS7021"], finding => new Said(
            "A lab's code has no namespace.",
            finding.Node.FirstAncestorOrSelf<NamespaceDeclarationSyntax>() is null
                ? "Delete the namespace line and keep what follows."
                : "Delete the namespace line with its { and the last }, and keep what is inside.")),
        new(["CS0227", "CS0214"], _ => new Said("Pointers and unsafe code are not allowed in a lab.", "Write it with arrays, lists or Span<T>.")),
        new(["CS0120"], OuterMember),
        new(["CS1109"], finding => new Said(
            "An extension method cannot be declared in a class here: all of a script's classes are nested ones.",
            "Write it at the top level, without the class around it (static … Name(this …)), under a name that no other method has.")),
        new(["CS1105"], _ => new Said("An extension method belongs to no object.", "Write static in front of its type: static … Name(this …).")),
        new(["CS1106"], _ => new Said("An extension method stands in a static class without type parameters.", "Write static class, or move the method to the top level.")),
        new(["CS9283"], _ => new Said(
            "An extension block cannot stand in a script: all of a script's classes are nested ones.",
            "Write the method with this at the top level: static … Name(this …).")),
        new(["CS8345"], finding => new Said(
            $"A variable at the top level lives as long as the whole script, and a {finding.Quoted(0)} may not.", SpanHint)),
        new(["CS4012", "CS4007", "CS9202"], finding => new Said(
            "A Span cannot live across an await.", SpanHint)),
        new(["CS0111"], finding => new Said(
            $"There are two methods named {finding.Quoted(1)} with the same parameters.", "Delete or rename one of them.")),
        new(["CS0102"], finding => new Said(
            $"The name {finding.Quoted(1)} is taken already.", "Delete or rename one of the two.")),
        new(["CS1736", "CS0133"], _ => null),
    ];

    private static Said? OuterMember(Finding finding)
    {
        var symbol = finding.Model.GetSymbolInfo(finding.Node) is var info ? info.Symbol ?? info.CandidateSymbols.FirstOrDefault() : null;
        var script = finding.Compilation.ScriptClass;
        if (symbol is null || script is null || !SymbolEqualityComparer.Default.Equals(symbol.ContainingType, script))
        {
            return new Said(
                $"{finding.Quoted(0)} belongs to an object, and there is none in front of it.",
                "Call it on an object (thing.Member), or declare it static.");
        }

        var method = symbol is IMethodSymbol;
        return new Said(
            method
                ? $"The method {symbol.Name} stands at the top level, and a class or static method cannot reach it from there."
                : $"The variable {symbol.Name} stands at the top level, and a class or static method cannot see it.",
            method
                ? $"Declare it static (static … {symbol.Name}(…)), or move it into the class."
                : $"Hand it over as a parameter or in the constructor, or declare it static: static … {symbol.Name} = …;");
    }
}
