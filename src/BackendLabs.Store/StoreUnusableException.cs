namespace BackendLabs.Store;

/// <summary>The database cannot be used as it is, or not at all: what is wrong, and what to do.</summary>
public sealed class StoreUnusableException(string message, string remedy, Exception? inner = null) : Exception(message, inner)
{
    public string Remedy { get; } = remedy;
}
