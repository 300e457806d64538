using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendLabs.Compiler.Wording;

/// <summary>Names that do not exist: the nearest that does, the using that brings it, or why this lab has none.</summary>
internal static class NameRewrites
{
    public static readonly Rewrite[] All =
    [
        new(["CS0103"], finding => Unknown(finding, finding.Written, "There is nothing called")),
        new(["CS0246"], finding => finding.Node.FirstAncestorOrSelf<UsingDirectiveSyntax>() is null ? null : new Said(
            $"There is no {finding.Quoted(0)} here.", "Delete the line: libraries other than the lab's cannot be used.")),
        new(["CS0246"], finding => Unknown(finding, Bare(finding.Quoted(0)), "There is no type called")),
        new(["CS0234"], finding => new Said($"There is no {finding.Quoted(0)} in {finding.Quoted(1)}.", NearestIn(finding.Compilation, finding.Quoted(1), finding.Quoted(0)))),
        new(["CS1061", "CS0117"], Member),
        new(["CS0428"], finding => finding.Quoted(0) == "Count"
            ? new Said("Count is a method here, and this names it without calling it.", "An array and a string have .Length; write that.")
            : new Said($"{finding.Quoted(0)} is a method, and this names it without calling it.", $"Write {finding.Quoted(0)}().")),
        new(["CS1739"], finding => new Said(
            $"{finding.Quoted(0)} has no parameter named {finding.Quoted(1)}.", NearestParameter(finding))),
        new(["CS0122"], finding => new Said($"{finding.Quoted(0)} is private to its class.", "Make it public there, or use a public member.")),
    ];

    private static Said? Unknown(Finding finding, string name, string opening)
    {
        if (KnownNames.Foreign(name) is { } foreign)
            return new Said($"{opening} {name} in C#.", foreign);
        if (KnownNames.ServiceOf(name) is var (kind, service) && !finding.Text.Services.Values.Contains(kind, StringComparer.Ordinal))
            return new Said($"This lab has no {service}, so {name} is not here.", "Do it with what the lab's text names.");
        var symbols = finding.Model.LookupSymbols(finding.Position);
        var near = Spelling.Nearest(name, symbols.Where(symbol => symbol is not INamespaceSymbol && symbol.CanBeReferencedByName).Select(symbol => symbol.Name));
        if (near is not null && (string.Equals(near, name, StringComparison.OrdinalIgnoreCase) || name.Length > 2))
        {
            return string.Equals(near, name, StringComparison.OrdinalIgnoreCase)
                ? new Said($"{opening} {name}; upper and lower case count.", $"Write {near}.")
                : new Said($"{opening} {name} here.", $"Did you mean {near}?");
        }

        return KnownNames.NamespaceOf(finding.Compilation, name) is { } found
            ? new Said($"{opening} {name} without a using.", $"Add at the top: using {found};")
            : new Said($"{opening} {name} here.", opening.Contains("type", StringComparison.Ordinal)
                ? "Check the spelling, or declare it. Libraries other than the lab's cannot be used."
                : "Check the spelling, or declare it before you use it (var name = …;).");
    }

    private static Said Member(Finding finding)
    {
        var name = finding.Quoted(1);
        var access = finding.Node.AncestorsAndSelf().OfType<MemberAccessExpressionSyntax>().FirstOrDefault();
        var type = access is null ? null
            : finding.Model.GetTypeInfo(access.Expression).Type ?? finding.Model.GetSymbolInfo(access.Expression).Symbol as ITypeSymbol;
        var message = $"{finding.Quoted(0)} has no {name}.";
        // Declared in this text, in a class where it cannot be seen: that is said where it is declared.
        if (finding.Root.DescendantNodes().OfType<MethodDeclarationSyntax>().Any(method => method.Identifier.ValueText == name
            && (method.ParameterList.Parameters.FirstOrDefault()?.Modifiers.Any(SyntaxKind.ThisKeyword) == true
                || method.Parent is TypeDeclarationSyntax { Identifier.ValueText: "" })))
            return Said.Nothing;
        if (KnownNames.Member(type?.Name ?? finding.Quoted(0), name) is { } known)
            return new Said(message, known);
        var near = type is null ? null : Spelling.Nearest(
            name,
            finding.Model.LookupSymbols(finding.Position, type, includeReducedExtensionMethods: true).Select(symbol => symbol.Name));
        if (near is null && type is not null && (name is "Length" or "Size" || Spelling.Nearest(name, ["Length"]) is not null) && type.GetMembers("Count").Length > 0)
            near = "Count";
        if (!string.Equals(near, name, StringComparison.OrdinalIgnoreCase) && KnownNames.ForeignMember(name) is { } elsewhere)
            return new Said(message, elsewhere);
        return new Said(message, near is null ? "Check the spelling, and the type of what stands before the point." : $"Did you mean {near}?");
    }

    private static string? NearestIn(Compilation compilation, string container, string name)
    {
        INamespaceSymbol? place = compilation.GlobalNamespace;
        foreach (var part in container.Replace("<global namespace>", "", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries))
            place = place?.GetNamespaceMembers().FirstOrDefault(one => one.Name == part);
        var near = place is null ? null : Spelling.Nearest(name, place.GetMembers().Select(member => member.Name));
        return near is null ? "Delete the line if nothing needs it; libraries other than the lab's cannot be used." : $"Did you mean {near}?";
    }

    private static string? NearestParameter(Finding finding)
    {
        var call = finding.Node.FirstAncestorOrSelf<InvocationExpressionSyntax>();
        if (call is null)
            return null;
        var names = finding.Model.GetMemberGroup(call.Expression).OfType<IMethodSymbol>()
            .SelectMany(method => method.Parameters).Select(parameter => parameter.Name).Distinct(StringComparer.Ordinal).ToArray();
        return Spelling.Nearest(finding.Quoted(1), names) is { } near
            ? $"Did you mean {near}:?"
            : names.Length is > 0 and < 12 ? $"Its parameters are {string.Join(", ", names)}." : null;
    }

    private static string Bare(string name) => name.IndexOf('<', StringComparison.Ordinal) is > 0 and var at ? name[..at] : name;
}
