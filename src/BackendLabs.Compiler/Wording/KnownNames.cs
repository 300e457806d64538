using BackendLabs.Contract.Services;
using Microsoft.CodeAnalysis;

namespace BackendLabs.Compiler.Wording;

/// <summary>Names that students bring from other languages, libraries and labs.</summary>
internal static class KnownNames
{
    private static readonly Dictionary<string, string> FromElsewhere = new(StringComparer.Ordinal)
    {
        ["let"] = "Declare a variable with var: var x = 1;",
        ["const"] = "Declare a variable with var: var x = 1;",
        ["print"] = "Write Console.WriteLine(…).",
        ["println"] = "Write Console.WriteLine(…).",
        ["printf"] = "Write Console.WriteLine(…).",
        ["console"] = "Write Console.WriteLine(…).",
        ["None"] = "Write null.",
        ["nil"] = "Write null.",
        ["NULL"] = "Write null.",
        ["undefined"] = "Write null.",
        ["True"] = "Write true.",
        ["False"] = "Write false.",
        ["boolean"] = "Write bool.",
        ["Integer"] = "Write int.",
        ["function"] = "Write the return type in its place: int Add(int a, int b) { … }",
        ["def"] = "Write the return type in its place: int Add(int a, int b) { … }",
        ["self"] = "Write this, or nothing.",
    };

    private static readonly Dictionary<string, (string Kind, string Noun)> OfServices = ServiceKinds.All
        .SelectMany(home => home.Options.Select(option => (Kind: option.Name, With: (ICompiledWith)option)).Prepend((home.Kind, home)))
        .SelectMany(one => one.With.KnownTypes.Select(type => (type, (one.Kind, one.With.Noun))))
        .ToDictionary(pair => pair.type, pair => pair.Item2, StringComparer.Ordinal);

    private static readonly Dictionary<(string Type, string Member), string> OfTypes = new()
    {
        [("List", "Length")] = "A List has .Count.",
        [("Dictionary", "Length")] = "A Dictionary has .Count.",
        [("IReadOnlyList", "Length")] = "A list has .Count.",
        [("Dictionary", "Has")] = "Write .ContainsKey(…).",
        [("List", "Push")] = "Write .Add(…).",
        [("List", "Append")] = "Write .Add(…).",
        [("String", "length")] = "Write .Length.",
    };

    public static string? Foreign(string name) => FromElsewhere.GetValueOrDefault(name);

    /// <summary>The kind, or option, that a type of a client library belongs to.</summary>
    public static (string Kind, string Noun)? ServiceOf(string type) =>
        OfServices.TryGetValue(type, out var service) ? service : null;

    public static string? Member(string type, string member) =>
        ServiceList.All.Select(home => home.OthersMembers.GetValueOrDefault((type, member))).FirstOrDefault(hint => hint is not null)
        ?? OfTypes.GetValueOrDefault((type, member));

    /// <summary>The namespace, of those that are referenced, that has a public type of this name; the shortest of several.</summary>
    public static string? NamespaceOf(Compilation compilation, string type)
    {
        string? best = null;
        var open = new Stack<INamespaceSymbol>([compilation.GlobalNamespace]);
        while (open.TryPop(out var place))
        {
            foreach (var child in place.GetNamespaceMembers())
                open.Push(child);
            if (place.IsGlobalNamespace || !place.GetTypeMembers(type).Any(one => one.DeclaredAccessibility == Accessibility.Public))
                continue;
            var name = place.ToDisplayString();
            if (best is null || name.Length < best.Length)
                best = name;
        }

        return best;
    }
}
