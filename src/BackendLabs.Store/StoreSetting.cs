namespace BackendLabs.Store;

/// <summary>The store's address as the environment names it: itself, or in a file, as secrets are handed to containers.</summary>
public static class StoreSetting
{
    /// <summary>The address itself.</summary>
    public const string Variable = "BACKENDLABS_STORE";

    /// <summary>The path of a file whose one line is the address.</summary>
    public const string FileVariable = "BACKENDLABS_STORE_FILE";

    /// <summary>Far more than an address has; a path that leads to something else is noticed here.</summary>
    private const int MostBytes = 4096;

    /// <param name="variable">A variable's value; null or empty where it is not set.</param>
    /// <returns>Null where neither variable is set.</returns>
    /// <exception cref="StoreUnusableException">Both are set, or the file is missing, unreadable, empty or something else.</exception>
    public static string? Read(Func<string, string?> variable)
    {
        var address = variable(Variable) is { Length: > 0 } given ? given : null;
        if (variable(FileVariable) is not { Length: > 0 } file)
            return address;
        // Which of two would be meant is a guess, and a wrong one writes into another database.
        return address is null ? OfFile(file) : throw new StoreUnusableException(
            $"Both {Variable} and {FileVariable} are set.", $"Keep one: {FileVariable} where the address has a password.");
    }

    private static string OfFile(string file)
    {
        string text;
        try
        {
            if (!File.Exists(file))
                throw new StoreUnusableException($"{FileVariable} names {file}, which {(Directory.Exists(file) ? "is a folder" : "does not exist")}.", Remedy);
            if (new FileInfo(file).Length > MostBytes)
                throw new StoreUnusableException($"{FileVariable} names {file}, which is too long for an address.", Remedy);
            text = File.ReadAllText(file).Trim();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnusableException($"{FileVariable} names {file}, which cannot be read: {error.Message}", "Let the account that runs this read it.", error);
        }

        if (text.Length == 0)
            throw new StoreUnusableException($"{FileVariable} names {file}, which is empty.", Remedy);
        // The text is not repeated: it may be a password.
        return text.Contains('\n', StringComparison.Ordinal)
            ? throw new StoreUnusableException($"{FileVariable} names {file}, which has more than one line.", Remedy)
            : text;
    }

    private const string Remedy = "Write one line into it: \"Host=db;Database=labs;Username=labs;Password=…\".";
}
