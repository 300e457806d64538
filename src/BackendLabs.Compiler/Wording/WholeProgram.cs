using BackendLabs.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendLabs.Compiler.Wording;

/// <summary>A program as a project has it, where the lab asks for methods alone: namespace, class and Main in one message.</summary>
internal static class WholeProgram
{
    /// <param name="entries">The names of the methods that the lab calls.</param>
    public static SnippetDiagnostic? Find(CompilationUnitSyntax root, IReadOnlyCollection<string> entries)
    {
        var namespaces = root.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<BaseNamespaceDeclarationSyntax>().ToArray();
        var types = root.Members.Concat(namespaces.SelectMany(one => one.Members)).OfType<TypeDeclarationSyntax>().ToArray();
        var alone = root.Members.OfType<MethodDeclarationSyntax>().Select(method => method.Identifier.ValueText).ToHashSet(StringComparer.Ordinal);
        var mains = types.SelectMany(Methods).Where(IsMain).ToArray();
        var around = types.Where(type => Methods(type).Any(method => IsMain(method) || IsAsked(method, entries, alone))).ToArray();
        if (around.Length == 0)
            return null;

        var parts = namespaces.Select(one => (Place: one.Name.GetLocation(), Start: one.SpanStart, Name: $"namespace {one.Name}"))
            .Concat(around.Select(one => (Place: one.Identifier.GetLocation(), Start: one.SpanStart, Name: $"{one.Keyword.Text} {one.Identifier.ValueText}")))
            .Concat(mains.Select(one => (Place: one.Identifier.GetLocation(), Start: one.SpanStart, Name: "Main")))
            .OrderBy(one => one.Start).ToArray();
        var keep = around.SelectMany(Methods).Where(method => !IsMain(method)).Select(method => method.Identifier.ValueText).Distinct(StringComparer.Ordinal).ToArray();
        var named = Listed([.. parts.Select(one => $"{one.Name} (line {one.Place.GetLineSpan().StartLinePosition.Line + 1})")]);
        if (mains.Length == 0 && namespaces.Length == 0)
        {
            var asked = around.SelectMany(Methods).First(method => IsAsked(method, entries, alone));
            return Places.Problem(
                parts[0].Place, LabIds.EntryInClass,
                $"{asked.Identifier.ValueText} stands in {named}. The lab looks for it outside of every class.",
                $"Delete the line of {parts[0].Name} with its {{ and its }}, and keep what is inside: {Kept(keep)} directly in the file.{Rename(asked, entries)}");
        }

        return Places.Problem(
            parts[0].Place, LabIds.MainMethod,
            $"This is a whole program: {named}. A lab has none of these: it calls the methods that it asks for by itself.",
            $"Delete {Listed([.. parts.Select(one => one.Name)])}, each with its {{ and }}{(mains.Length > 0 ? ", Main with all that is in it" : "")}. "
            + (keep.Length > 0 ? $"Keep {Kept(keep)}, directly in the file; static may stay." : "Write the methods that the lab asks for directly in the file."));
    }

    private static string Rename(MethodDeclarationSyntax asked, IReadOnlyCollection<string> entries) =>
        entries.FirstOrDefault(entry => asked.Identifier.ValueText == entry + "Async") is { } entry ? $" Rename {asked.Identifier.ValueText} to {entry}." : "";

    private static IEnumerable<MethodDeclarationSyntax> Methods(TypeDeclarationSyntax type) => type.Members.OfType<MethodDeclarationSyntax>();

    private static bool IsMain(MethodDeclarationSyntax method) =>
        method.Identifier.ValueText == "Main" && method.Modifiers.Any(SyntaxKind.StaticKeyword);

    private static bool IsAsked(MethodDeclarationSyntax method, IReadOnlyCollection<string> entries, HashSet<string> alone) =>
        entries.Any(entry => !alone.Contains(entry)
            && (string.Equals(method.Identifier.ValueText, entry, StringComparison.OrdinalIgnoreCase) || method.Identifier.ValueText == entry + "Async"));

    private static string Kept(string[] names) => names.Length switch
    {
        0 => "its methods",
        <= 4 => Listed(names),
        _ => "the other methods",
    };

    private static string Listed(string[] names) => names.Length == 1 ? names[0] : $"{string.Join(", ", names[..^1])} and {names[^1]}";
}
