using System.Security.Cryptography;

namespace BackendLabs.Store;

/// <summary>Random bytes under a name: drawn when first asked for, the same for every node from then on.</summary>
public sealed class Secrets
{
    private const int Bytes = 32;

    private readonly LabStore _store;

    internal Secrets(LabStore store) => _store = store;

    /// <returns>32 bytes.</returns>
    public async Task<byte[]> GetOrMakeAsync(string name, CancellationToken cancellationToken)
    {
        if (await FindAsync(name, cancellationToken) is { } known)
            return known;
        // Of nodes that come at once, the first one's stays.
        await _store.WriteAsync(
            "insert into secret (name, value, made) values (@name, @value, @now) on conflict do nothing",
            new { name, value = Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes)), now = _store.Now }, cancellationToken);
        return await FindAsync(name, cancellationToken) ?? throw new InvalidOperationException($"The secret {name} was made and is not there.");
    }

    private async Task<byte[]?> FindAsync(string name, CancellationToken cancellationToken) =>
        (await _store.ListAsync<string>("select value from secret where name = @name", new { name }, cancellationToken)) is [var value] ? Convert.FromBase64String(value) : null;
}
