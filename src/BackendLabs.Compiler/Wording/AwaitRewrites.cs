namespace BackendLabs.Compiler.Wording;

internal static class AwaitRewrites
{
    public static readonly Rewrite[] All = [];
}
