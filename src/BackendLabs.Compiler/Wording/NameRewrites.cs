namespace BackendLabs.Compiler.Wording;

internal static class NameRewrites
{
    public static readonly Rewrite[] All = [];
}
