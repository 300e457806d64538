namespace BackendLabs.Compiler.Wording;

internal static class ScriptRewrites
{
    public static readonly Rewrite[] All = [];
}
