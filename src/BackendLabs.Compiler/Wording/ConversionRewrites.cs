using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendLabs.Compiler.Wording;

/// <summary>Values of the wrong kind, and paths that end without a value.</summary>
internal static class ConversionRewrites
{
    private static readonly string[] Numbers = ["int", "long", "short", "byte", "double", "float", "decimal", "uint", "ulong"];

    public static readonly Rewrite[] All =
    [
        new(["CS0029"], finding => finding.Node.AncestorsAndSelf().OfType<AssignmentExpressionSyntax>().FirstOrDefault() is { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment
                && assignment.Parent is IfStatementSyntax or WhileStatementSyntax or ParenthesizedExpressionSyntax
            ? new Said("A single = assigns; a condition compares.", $"Write {assignment.Left} == {assignment.Right}.")
            : null),
        new(["CS0029", "CS0266"], finding => Convert(finding, Short(finding.Quoted(0)), Short(finding.Quoted(1)))),
        new(["CS1503"], finding => Convert(finding, Short(finding.Quoted(0)), Short(finding.Quoted(1)))),
        new(["CS0664"], _ => new Said("A number with a point is a double, and this wants another kind.", "Write an m after it for decimal (1.5m), an f for float.")),
        new(["CS0019"], finding => finding.Node is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalOrExpression or (int)SyntaxKind.LogicalAndExpression, OperatorToken.Text: var sign }
            ? new Said($"{sign} joins two conditions, and one of these is none.", $"Write the comparison on both sides: x == a {sign} x == b.")
            : null),
        new(["CS0193"], finding => finding.Root.FindToken(finding.Position).Text == "*" || finding.Written.Contains("**", StringComparison.Ordinal)
            ? new Said("C# has no ** for powers.", "Write Math.Pow(x, y).")
            : null),
        new(["CS0019"], finding => new Said(
            $"{finding.Quoted(0)} does not go between {finding.Quoted(1)} and {finding.Quoted(2)}.",
            finding.Quoted(1) == "string" || finding.Quoted(2) == "string" ? "Make both of one kind: int.Parse(text), or number.ToString()." : "Make both sides of one kind.")),
        new(["CS0161"], finding => new Said(
            $"{Name(finding.Quoted(0))} can come to its end without a return.",
            "Return a value on every way through it: after the last if, or in an else, or throw.")),
        new(["CS1643"], _ => new Said("This lambda can come to its end without a return.", "Return a value on every way through it.")),
        new(["CS0818"], _ => new Said("var takes its type from a value, and there is none.", "Give it a value (var x = …;), or write the type: int x;")),
        new(["CS1955"], finding => finding.Model.GetSymbolInfo(finding.Node) is var named && (named.Symbol ?? named.CandidateSymbols.FirstOrDefault()) is ITypeSymbol
            ? new Said($"{finding.Written} is a type, and this calls it as a method.", $"Write new in front of it: new {finding.Written}(…)")
            : null),
        new(["CS0165"], finding => new Said($"{finding.Quoted(0)} may have no value yet.", "Give it one where it is declared.")),
        new(["CS0127", "CS8030"], finding => new Said($"{Name(finding.Quoted(0))} returns nothing (void), and this returns a value.", "Change void to the type of the value, or write return; alone.")),
        new(["CS0126"], finding => new Said($"This return needs a value: {Short(finding.Quoted(0))}.", "Write return with a value.")),
        new(["CS8070", "CS0163"], _ => new Said("A case does not run into the next one.", "End it with break; or return.")),
        new(["CS0136", "CS0128"], finding => new Said($"The name {finding.Quoted(0)} is taken already around here.", "Choose another, or leave out the type to use the existing one.")),
        new(["CS0100"], finding => new Said($"Two parameters are called {finding.Quoted(0)}.", "Rename one.")),
        new(["CS0037"], finding => new Said($"{finding.Quoted(0)} cannot be null.", $"Write {finding.Quoted(0)}? where it may have no value.")),
        new(["CS1501", "CS7036", "CS1729"], finding => new Said(null, Signatures(finding))),
        new(["CS0131", "CS0200"], _ => new Said("Nothing can be assigned to this.", "It is constant or read-only: use a variable of your own, or make a changed copy with { … }.")),
        new(["CS8852"], _ => new Said("A property with init is set once, when the object is made.", "Make a changed copy: thing with { Name = value }")),
    ];

    private static Said? Convert(Finding finding, string from, string to)
    {
        if (from.Length == 0 || to.Length == 0)
            return null;
        var message = $"This is {Words.A(from)}, and {Words.A(to)} belongs here.";
        var hint = ServiceList.All.Select(home => home.ConversionHint(from, to)).FirstOrDefault(own => own is not null) ?? (from, to) switch
        {
            ("string", _) when Numbers.Contains(to) => $"Turn text into a number: {to}.Parse(text).",
            (_, "string") => "Turn it into text: value.ToString(), or $\"{value}\".",
            ("double", "decimal") => "Write an m after the number: 1.5m.",
            ("object" or "object?", _) => $"Cast it: ({to})value; a database's numbers come as long: Convert.ToInt32(value).",
            _ when Numbers.Contains(from) && Numbers.Contains(to) => $"Cast it, where losing digits is right: ({to})value.",
            (_, "bool") => "Compare it with something: value == …, value != null.",
            _ when finding.Id == "CS0266" => $"Cast it: ({to})value.",
            _ when to.StartsWith("List<", StringComparison.Ordinal) && from.StartsWith("IEnumerable<", StringComparison.Ordinal) => "Add .ToList().",
            _ when to.EndsWith("[]", StringComparison.Ordinal) && from.StartsWith("IEnumerable<", StringComparison.Ordinal) => "Add .ToArray().",
            _ when to.StartsWith("Task<", StringComparison.Ordinal) || to == "Task" => "Write async in front of the method's return type; it then makes the task by itself.",
            _ => null,
        };
        return new Said(message, hint);
    }

    private static string? Signatures(Finding finding)
    {
        var call = finding.Node.FirstAncestorOrSelf<SyntaxNode>(node => node is InvocationExpressionSyntax or ObjectCreationExpressionSyntax);
        var methods = call switch
        {
            InvocationExpressionSyntax invocation => finding.Model.GetMemberGroup(invocation.Expression),
            ObjectCreationExpressionSyntax creation => finding.Model.GetMemberGroup(creation),
            _ => [],
        };
        var shown = methods.Where(method => method.Locations.Any(place => place.IsInSource) || methods.Length <= 3)
            .Take(3).Select(method => method.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)).ToArray();
        return shown.Length == 0 ? null : $"It is declared as {string.Join("  or  ", shown)}.";
    }

    private static string Name(string signature) => signature.IndexOf('(', StringComparison.Ordinal) is > 0 and var at ? signature[..at] : signature;

    /// <summary>A type's name without its namespaces.</summary>
    private static string Short(string type)
    {
        var parts = type.Split('<');
        for (var i = 0; i < parts.Length; i++)
            parts[i] = string.Join(", ", parts[i].Split(", ").Select(part => part[(part.LastIndexOf('.') + 1)..]));
        return string.Join('<', parts);
    }
}
