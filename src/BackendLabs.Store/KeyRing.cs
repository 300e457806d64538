using Dapper;

namespace BackendLabs.Store;

/// <summary>
/// ASP.NET Core's data-protection keys, so that every node reads every node's cookies. Synchronous, as its
/// <c>IXmlRepository</c> is.
/// </summary>
public sealed class KeyRing
{
    private readonly LabStore _store;

    internal KeyRing(LabStore store) => _store = store;

    /// <returns>The XML elements, in the order they came.</returns>
    public IReadOnlyList<string> All()
    {
        using var connection = _store.Open();
        return [.. connection.Query<string>("select xml from key_ring order by number")];
    }

    /// <param name="name">For people to read.</param>
    public void Add(string name, string xml)
    {
        using var connection = _store.Open();
        connection.Execute("insert into key_ring (name, xml, made) values (@name, @xml, @now)", new { name, xml, now = _store.Now });
    }
}
