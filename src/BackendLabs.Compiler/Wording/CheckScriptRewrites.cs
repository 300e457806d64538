namespace BackendLabs.Compiler.Wording;

internal static class CheckScriptRewrites
{
    public static readonly Rewrite[] All = [];
}
