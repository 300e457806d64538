using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendLabs.Compiler.Wording;

/// <summary>What goes wrong in a lab's own checks. Here Roslyn's words stay and only the hint is added.</summary>
internal static class CheckScriptRewrites
{
    public static readonly Rewrite[] All =
    [
        new(["CS1503"], finding => finding.Text.Kind == TextKind.Checks && Argument(finding) is "points"
            ? new Said(null, "points are a whole number: points: 3")
            : null),
        new(["CS1593", "CS1660", "CS1643", "CS8917"], finding => finding.Text.Kind == TextKind.Checks
            ? new Said(null, "A check's body takes nothing and gives a task: async () => { … }")
            : null),
    ];

    private static string? Argument(Finding finding) =>
        finding.Node.FirstAncestorOrSelf<ArgumentSyntax>()?.NameColon?.Name.Identifier.ValueText;
}
