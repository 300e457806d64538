namespace BackendLabs.Compiler.Wording;

internal static class SyntaxRewrites
{
    public static readonly Rewrite[] All = [];
}
