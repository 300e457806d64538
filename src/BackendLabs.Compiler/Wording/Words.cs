namespace BackendLabs.Compiler.Wording;

internal static class Words
{
    public static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";

    /// <summary>The noun with its article: a string, an int, an IDatabase.</summary>
    public static string A(string noun) =>
        noun.Length > 0 && "aeioAEIO".Contains(noun[0], StringComparison.Ordinal) ? $"an {noun}" : $"a {noun}";
}
