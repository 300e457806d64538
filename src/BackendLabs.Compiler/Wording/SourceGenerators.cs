using BackendLabs.Contract;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendLabs.Compiler.Wording;

/// <summary>Attributes that do nothing by themselves: a source generator of a project's build writes the code for them, and a lab has no such build.</summary>
internal static class SourceGenerators
{
    public static IEnumerable<SnippetDiagnostic> Find(CompilationUnitSyntax root)
    {
        foreach (var attribute in root.DescendantNodes().OfType<AttributeSyntax>())
        {
            if (Instead(attribute) is not { } hint)
                continue;
            yield return Places.Problem(
                attribute.GetLocation(), LabIds.SourceGenerator,
                $"[{Name(attribute)}] needs a source generator, which writes code while a project is built. A lab runs without one, so {Owner(attribute)} stays without its code.",
                hint);
        }
    }

    private static string? Instead(AttributeSyntax attribute) => Name(attribute) switch
    {
        "GeneratedRegex" => Regex(attribute),
        "JsonSerializable" => "Delete this class and write JsonSerializer.Serialize(value) and JsonSerializer.Deserialize<T>(text), without a context.",
        "LibraryImport" => "Native libraries cannot be called from a lab. Write it with what .NET has.",
        "LoggerMessage" => "Write Console.WriteLine(…) where you want to see a value.",
        _ => null,
    };

    private static string Regex(AttributeSyntax attribute)
    {
        var arguments = attribute.ArgumentList?.Arguments.Where(one => one.NameEquals is null).Take(2).Select(one => one.ToString()) ?? [];
        var method = attribute.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        var name = method switch
        {
            MethodDeclarationSyntax one => one.Identifier.ValueText,
            PropertyDeclarationSyntax one => one.Identifier.ValueText,
            _ => "Pattern",
        };
        var call = method is MethodDeclarationSyntax ? $"{name}()" : name;
        return $"Write an ordinary one in its place: static readonly Regex {name} = new Regex({string.Join(", ", arguments)}); and use {name} where {call} stands.";
    }

    private static string Name(AttributeSyntax attribute)
    {
        var name = attribute.Name is QualifiedNameSyntax qualified ? qualified.Right.ToString() : attribute.Name.ToString();
        return name.EndsWith("Attribute", StringComparison.Ordinal) ? name[..^"Attribute".Length] : name;
    }

    private static string Owner(AttributeSyntax attribute) => attribute.FirstAncestorOrSelf<MemberDeclarationSyntax>() switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
        _ => "it",
    };
}
