namespace BackendLabs.Compiler.Wording;

internal static class RedisRewrites
{
    public static readonly Rewrite[] All = [];
}
