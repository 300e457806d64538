using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendLabs.Architecture.Tests;

/// <summary>The judge's folders are layers: each uses those below it only. Decision 0081 says why they lie in this order.</summary>
internal sealed class FolderTests
{
    private const string Judge = "BackendLabs.Judge";

    /// <summary>From below. What lies beside the folders (limits of time, threads) may be used by all.</summary>
    private static readonly string[] Layers =
        ["", "Expectations", "Snapshots", "Timeline", "Faults", "Worlds", "Snippets", "Services", "Scenarios", "Checks", "Running"];

    private static readonly string Folder = Repository.Absolute("src/" + Judge);

    [Test]
    public void A_folder_of_the_judge_uses_only_what_lies_below_it()
    {
        var uses = Uses().ToList();
        var upward = uses.Where(use => Array.IndexOf(Layers, use.To) > Array.IndexOf(Layers, use.From));

        Assert.That(uses.Select(use => (use.From, use.To)), Does.Contain(("Running", "Worlds")).And.Contain(("Faults", "Timeline")),
            "Nothing was read: the arrows that are there are not seen.");
        Assert.That(upward.Select(use => $"{use.File}: {use.From} uses {use.Name} of {use.To}").Distinct(), Is.Empty);
    }

    [Test]
    public void Each_folder_of_the_judge_is_a_layer() =>
        Assert.That(Sources().Select(LayerOf).Distinct(), Is.EquivalentTo(Layers));

    private static IEnumerable<string> Sources() =>
        Repository.Files.Where(file => file.StartsWith($"src/{Judge}/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal)).Select(Repository.Absolute);

    // What each kind of service adds to the check script is a part of that one class.
    private static string LayerOf(string path)
    {
        var inside = Path.GetRelativePath(Folder, path);
        return Path.GetFileName(path) == "CheckScript.cs" ? "Checks" : inside.Contains('/', StringComparison.Ordinal) ? inside[..inside.IndexOf('/', StringComparison.Ordinal)] : "";
    }

    private static IEnumerable<(string File, string From, string Name, string To)> Uses()
    {
        var compilation = Compile();
        foreach (var tree in compilation.SyntaxTrees.Where(tree => tree.FilePath.StartsWith(Folder, StringComparison.Ordinal) && Path.GetFileName(tree.FilePath) != "Program.cs"))
        {
            var model = compilation.GetSemanticModel(tree);
            var from = LayerOf(tree.FilePath);
            foreach (var name in tree.GetRoot().DescendantNodes(descendIntoTrivia: false).OfType<SimpleNameSyntax>())
            {
                foreach (var to in LayersOf(model.GetSymbolInfo(name).Symbol).Where(to => to != from))
                    yield return (Path.GetFileName(tree.FilePath), from, name.Identifier.Text, to);
            }
        }
    }

    private static IEnumerable<string> LayersOf(ISymbol? symbol) => symbol is null or INamespaceSymbol or ILocalSymbol or IParameterSymbol or ITypeParameterSymbol
        ? []
        : symbol.OriginalDefinition.DeclaringSyntaxReferences
            .Select(declared => declared.SyntaxTree.FilePath)
            .Where(path => path.StartsWith(Folder, StringComparison.Ordinal))
            .Select(LayerOf);

    // Under the judge's name, for it sees what the contract keeps internal.
    private static CSharpCompilation Compile()
    {
        var usings = $"global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Net.Http; "
            + $"global using System.Threading; global using System.Threading.Tasks; global using Homes = {Judge}.Services;";
        var trees = Sources().Append(Repository.Absolute("src/ServiceList.cs")).Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), path: path));
        var libraries = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) != Judge + ".dll")
            .Select(path => MetadataReference.CreateFromFile(path));
        return CSharpCompilation.Create(Judge, trees.Append(CSharpSyntaxTree.ParseText(usings)), libraries);
    }
}
