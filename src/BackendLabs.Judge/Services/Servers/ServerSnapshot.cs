using System.Data.Common;
using System.Globalization;
using BackendLabs.Contract;
using BackendLabs.Judge.Snapshots;

namespace BackendLabs.Judge.Services.Servers;

/// <summary>Looks at the tables of a server's database.</summary>
internal sealed class ServerSnapshot(DbConnection connection, ServerHome home, SnapshotBudget budget)
{
    public async Task<ServiceSnapshot> LookAsync(string service, CancellationToken cancellationToken)
    {
        var columns = await ColumnsAsync(cancellationToken);
        var tables = new List<TableSnapshot>();
        foreach (var (name, of) in columns.Take(SnapshotLimits.Tables))
        {
            var part = budget.Part(Math.Min(columns.Count, SnapshotLimits.Tables) - tables.Count);
            if (!part.TryTake([Shown.Name(name)]))
                break;
            tables.Add(await TableAsync(name, of, part, cancellationToken));
        }

        IReadOnlyList<string> notes = tables.Count < columns.Count ? [$"{columns.Count - tables.Count} more tables not shown."] : [];
        return new ServiceSnapshot.Database(service, home.Kind, tables, notes);
    }

    private async Task<IReadOnlyList<(string Table, List<ColumnSnapshot> Columns)>> ColumnsAsync(CancellationToken cancellationToken)
    {
        var tables = new OrderedDictionary<string, List<ColumnSnapshot>>(StringComparer.Ordinal);
        await using var command = connection.CreateCommand();
        command.CommandText = home.ColumnsQuery;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var table = reader.GetString(0);
            if (!tables.TryGetValue(table, out var columns))
                tables.Add(table, columns = []);
            if (columns.Count < SnapshotLimits.Columns)
                columns.Add(new ColumnSnapshot(reader.GetString(1), reader.GetString(2), Convert.ToInt32(reader.GetValue(3), CultureInfo.InvariantCulture) != 0));
        }

        return [.. tables.Select(table => (table.Key, table.Value))];
    }

    private async Task<TableSnapshot> TableAsync(string name, List<ColumnSnapshot> columns, SnapshotBudget part, CancellationToken cancellationToken)
    {
        var shown = columns.ConvertAll(column => column with { Name = Shown.Name(column.Name) });
        var rows = new List<IReadOnlyList<StoredValue>>();
        string? note = null;
        if (!part.TryTake([.. shown.SelectMany(column => new[] { column.Name, column.Type })]) || !await ReadAsync(name, columns, rows, part, cancellationToken))
            note = "There is no room to show more of it.";
        return new TableSnapshot(Shown.Name(name), shown, await CountAsync(name, cancellationToken), rows, note);
    }

    private async Task<bool> ReadAsync(string name, List<ColumnSnapshot> columns, List<IReadOnlyList<StoredValue>> rows, SnapshotBudget part, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"select {string.Join(", ", columns.Select(column => home.Quote(column.Name)))} from {home.Quote(name)} limit {SnapshotLimits.Rows}";
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var row = new StoredValue[columns.Count];
            for (var at = 0; at < row.Length; at++)
                row[at] = await reader.IsDBNullAsync(at, cancellationToken) ? Shown.Null : Value(reader.GetValue(at));
            if (!part.TryTake(row) && !part.TryTake(row = Array.ConvertAll(row, Shown.Shorter)))
                return false;
            rows.Add(row);
        }

        return true;
    }

    private async Task<long> CountAsync(string name, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"select count(*) from {home.Quote(name)}";
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    private static StoredValue Value(object value) => value switch
    {
        long or int or short or byte or uint or ulong or bool => Shown.Integer(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        double or float => Shown.Real(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        byte[] bytes => Shown.Binary(bytes),
        DateTime time => Shown.Text(System.Text.Encoding.UTF8.GetBytes(time.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture))),
        _ => Shown.Text(System.Text.Encoding.UTF8.GetBytes(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")),
    };
}
