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
        ["len"] = "Ask the value itself: text.Length, array.Length, list.Count.",
        ["str"] = "Write value.ToString(), or $\"{value}\".",
        ["parseInt"] = "Write int.Parse(text).",
        ["parseFloat"] = "Write double.Parse(text).",
        ["range"] = "Write Enumerable.Range(0, count), or for (var i = 0; i < count; i++).",
        ["input"] = "There is no keyboard in a lab: what a method needs comes as its parameters.",
        ["echo"] = "Write Console.WriteLine(…).",
        ["puts"] = "Write Console.WriteLine(…).",
        ["cout"] = "Write Console.WriteLine(…).",
        ["fmt"] = "Write Console.WriteLine(…).",
        ["nullptr"] = "Write null.",
        ["elif"] = "Write else if (…).",
        ["elsif"] = "Write else if (…).",
        ["elseif"] = "Write else if (…).",
        ["func"] = "Write the return type in its place: int Add(int a, int b) { … }",
        ["fn"] = "Write the return type in its place: int Add(int a, int b) { … }",
        ["fun"] = "Write the return type in its place: int Add(int a, int b) { … }",
        ["import"] = "Write using Name.Space; at the top. A lab has what it needs already.",
        ["require"] = "Delete it: a lab has what it needs already.",
        ["raise"] = "Write throw new Exception(\"…\").",
        ["pass"] = "Delete it: an empty block is { }.",
        ["unless"] = "Write if (!(…)).",
        ["final"] = "Delete it, or write const or readonly.",
        ["ArrayList"] = "Write List<T>, with the type of its values: new List<string>().",
        ["HashMap"] = "Write Dictionary<TKey, TValue>.",
        ["Map"] = "Write Dictionary<TKey, TValue>.",
        ["Promise"] = "Write Task<T>.",
    };

    /// <summary>Members that other languages have on texts and lists, in lower case.</summary>
    private static readonly Dictionary<string, string> MembersElsewhere = new(StringComparer.Ordinal)
    {
        ["append"] = "Write .Add(…).",
        ["push"] = "Write .Add(…).",
        ["length"] = "A text and an array have .Length, a list has .Count.",
        ["size"] = "A text and an array have .Length, a list has .Count.",
        ["touppercase"] = "Write .ToUpper().",
        ["tolowercase"] = "Write .ToLower().",
        ["upper"] = "Write .ToUpper().",
        ["lower"] = "Write .ToLower().",
        ["strip"] = "Write .Trim().",
        ["substr"] = "Write .Substring(start, length).",
        ["charat"] = "Write text[index].",
        ["includes"] = "Write .Contains(…).",
        ["filter"] = "Write .Where(item => …).",
        ["map"] = "Write .Select(item => …).",
        ["reduce"] = "Write .Aggregate(…), or .Sum(…).",
        ["some"] = "Write .Any(item => …).",
        ["every"] = "Write .All(item => …).",
        ["find"] = "Write .FirstOrDefault(item => …).",
        ["isempty"] = "Write .Count == 0 for a list, .Length == 0 for a text.",
        ["isblank"] = "Write string.IsNullOrWhiteSpace(text).",
        ["put"] = "Write dictionary[key] = value.",
        ["join"] = "Write string.Join(\", \", items).",
    };

    /// <summary>For a member that only other languages have.</summary>
    public static string? ForeignMember(string name) => MembersElsewhere.GetValueOrDefault(name.ToLowerInvariant());

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
        [("List", "append")] = "Write .Add(…).",
        [("List", "push")] = "Write .Add(…).",
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
