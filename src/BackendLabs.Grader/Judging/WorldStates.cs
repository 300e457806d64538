using BackendLabs.Contract;
using BackendLabs.Labs;

namespace BackendLabs.Grader.Judging;

/// <summary>From what the judge saw of a world to what a report holds.</summary>
internal static class WorldStates
{
    public static WorldState Of(WorldSnapshot snapshot) => new([.. snapshot.Services.Select(Of)]);

    private static ServiceContent Of(ServiceSnapshot snapshot) => snapshot switch
    {
        ServiceSnapshot.Tables tables => new ServiceContent.Database(tables.Service, [.. tables.Found.Select(Of)], tables.Notes),
        ServiceSnapshot.Keys keys => new ServiceContent.Keys(keys.Service, keys.Count, [.. keys.Found.Select(Of)], keys.Notes),
        ServiceSnapshot.Unseen unseen => new ServiceContent.Unseen(unseen.Service, unseen.Kind, unseen.Reason),
        _ => throw new InvalidOperationException($"{snapshot.GetType().Name} has no content."),
    };

    private static TableContent Of(TableSight table) => new(
        table.Name,
        [.. table.Columns.Select(column => new TableColumn(column.Name, column.Type, column.IsKey))],
        table.Rows,
        [.. table.Shown.Select(row => (IReadOnlyList<StoredValue>)[.. row.Select(Of)])],
        table.Note);

    private static KeyContent Of(KeySight key) => new(
        Of(key.Name),
        key.Type,
        key.ExpiresInMilliseconds is { } left ? TimeSpan.FromMilliseconds(left) : null,
        key.Size,
        [.. key.Items.Select(item => new StoredItem(item.Label is null ? null : Of(item.Label), Of(item.Value)))]);

    private static StoredValue Of(ShownValue value) => new(value.Kind, value.Text, value.Bytes);
}
