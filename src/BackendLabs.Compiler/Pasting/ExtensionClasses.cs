using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace BackendLabs.Compiler.Pasting;

/// <summary>
/// Extension methods in a class, as every C# file has them. A script nests its classes in one of its own, where the language
/// allows no extension method; at a script's top level it does. So the class around them is taken away, and its name where
/// it stands in front of a member.
/// </summary>
internal static class ExtensionClasses
{
    /// <returns>A text of the same length.</returns>
    public static string Open(string text)
    {
        if (!text.Contains("this ", StringComparison.Ordinal) || !text.Contains("class", StringComparison.Ordinal))
            return text;

        // The parser leaves a byte order mark out of its places.
        var shift = text.StartsWith('\ufeff') ? 1 : 0;
        var root = (CompilationUnitSyntax)Emission.Parse(text, "", SourceCodeKind.Script).GetRoot();
        var taken = root.Members.OfType<MethodDeclarationSyntax>().Select(method => method.Identifier.ValueText).ToHashSet(StringComparer.Ordinal);
        var classes = root.Members.OfType<ClassDeclarationSyntax>()
            .Where(type => CanBeOpened(type) && !type.Members.OfType<MethodDeclarationSyntax>().Any(method => taken.Contains(method.Identifier.ValueText)))
            .ToArray();
        if (classes.Length == 0 || TreeGate.FirstTooDeep(root) is not null)
            return text;

        var opened = text.ToCharArray();
        foreach (var place in classes.SelectMany(Frame).Concat(Qualifiers(root, [.. classes.Select(one => one.Identifier.ValueText)])))
            Blank(opened.AsSpan(place.Start + shift, place.Length));
        return new string(opened);
    }

    private static bool CanBeOpened(ClassDeclarationSyntax type) =>
        type.Modifiers.Any(SyntaxKind.StaticKeyword)
        && type is { TypeParameterList: null, BaseList: null, OpenBraceToken.IsMissing: false, CloseBraceToken.IsMissing: false, AttributeLists.Count: 0 }
        && type.Members.OfType<MethodDeclarationSyntax>().Any(method => method.ParameterList.Parameters.FirstOrDefault()?.Modifiers.Any(SyntaxKind.ThisKeyword) == true)
        // A method called like its class, and a constructor, are read otherwise outside of it.
        && type.Members.All(member => member is MethodDeclarationSyntax or FieldDeclarationSyntax or PropertyDeclarationSyntax or BaseTypeDeclarationSyntax);

    private static IEnumerable<TextSpan> Frame(ClassDeclarationSyntax type)
    {
        yield return TextSpan.FromBounds(type.SpanStart, type.OpenBraceToken.Span.End);
        yield return type.CloseBraceToken.Span;
        if (type.SemicolonToken.IsKind(SyntaxKind.SemicolonToken))
            yield return type.SemicolonToken.Span;
    }

    private static IEnumerable<TextSpan> Qualifiers(CompilationUnitSyntax root, string[] names) => root.DescendantNodes()
        .OfType<MemberAccessExpressionSyntax>()
        .Where(access => access.Expression is IdentifierNameSyntax { Identifier.ValueText: var name } && names.Contains(name, StringComparer.Ordinal))
        .Select(access => TextSpan.FromBounds(access.Expression.SpanStart, access.OperatorToken.Span.End));

    private static void Blank(Span<char> place)
    {
        foreach (ref var c in place)
        {
            if (c is not ('\n' or '\r'))
                c = ' ';
        }
    }
}
