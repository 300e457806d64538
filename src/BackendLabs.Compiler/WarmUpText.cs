using BackendLabs.Contract.Services;

namespace BackendLabs.Compiler;

/// <summary>A snippet that touches each kind of reference once, so that their metadata is read before a student waits.</summary>
internal static class WarmUpText
{
    private static readonly (ServiceHome Home, WarmUpUse Use)[] Uses =
        [.. ServiceKinds.All.Where(home => home.WarmUp is not null).Select(home => (home, home.WarmUp!))];

    private static readonly string Parameters = string.Join(", ", Uses.Select(one => one.Use.Parameter).Append("int id"));

    public static readonly IReadOnlyDictionary<string, string> Services =
        Uses.ToDictionary(one => one.Home.UsualName, one => one.Home.Kind, StringComparer.Ordinal);

    public static readonly IReadOnlyList<string> Entries = [$"WarmProduct? Find({Parameters})"];

    public static readonly string Snippet = $$"""
        record WarmProduct(int Id, string Name, decimal Price);

        async Task<string?> Find({{Parameters}})
        {
            var rows = new List<WarmProduct>();
        {{string.Join('\n', Uses.Select(one => one.Use.Statements))}}
            return rows.Where(row => row.Price > 0).Select(row => row.Name).FirstOrDefault();
        }
        """;
}
