namespace BackendLabs.Compiler.Wording;

internal static class NullRewrites
{
    public static readonly Rewrite[] All = [];
}
