namespace BackendLabs.Compiler.Wording;

internal static class ConversionRewrites
{
    public static readonly Rewrite[] All = [];
}
