using System.Text.Json;
using System.Text.Json.Serialization;
using BackendLabs.Cli.Screens;
using BackendLabs.Contract;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace BackendLabs.Cli.Checking;

/// <summary>What a check's services held when it was over.</summary>
internal sealed record WorldJson(IEnumerable<ServiceJson> Services)
{
    public static WorldJson Of(WorldSnapshot world) => new(world.Services.Select(ServiceJson.Of));
}

/// <summary>A database has <c>tables</c> and <c>notes</c>, a Redis server <c>count</c>, <c>keys</c> and <c>notes</c>; what could not be looked at only <c>unseen</c>.</summary>
internal sealed record ServiceJson(string Service, string Kind)
{
    [JsonIgnore(Condition = WhenWritingNull)]
    public IEnumerable<TableJson>? Tables { get; init; }

    [JsonIgnore(Condition = WhenWritingNull)]
    public long? Count { get; init; }

    [JsonIgnore(Condition = WhenWritingNull)]
    public IEnumerable<KeyJson>? Keys { get; init; }

    [JsonIgnore(Condition = WhenWritingNull)]
    public IReadOnlyList<string>? Notes { get; init; }

    [JsonIgnore(Condition = WhenWritingNull)]
    public string? Unseen { get; init; }

    public static ServiceJson Of(ServiceSnapshot service) => service switch
    {
        ServiceSnapshot.Database database => new(database.Service, database.Kind) { Tables = database.Tables.Select(TableJson.Of), Notes = database.Notes },
        ServiceSnapshot.Keys keys => new(keys.Service, "redis") { Count = keys.Count, Keys = keys.Shown.Select(KeyJson.Of), Notes = keys.Notes },
        ServiceSnapshot.Unseen unseen => new(unseen.Service, unseen.Kind) { Unseen = unseen.Reason },
        _ => throw new InvalidOperationException($"{service.GetType().Name} has no JSON."),
    };
}

internal sealed record TableJson(
    string Name, IEnumerable<ColumnJson> Columns, long? Rows, IEnumerable<IEnumerable<ValueJson?>> Shown, [property: JsonIgnore(Condition = WhenWritingNull)] string? Note)
{
    public static TableJson Of(TableSnapshot table) =>
        new(table.Name, table.Columns.Select(ColumnJson.Of), table.Rows, table.Shown.Select(row => row.Select(ValueJson.Of)), table.Note);
}

internal sealed record ColumnJson(string Name, string Type, [property: JsonIgnore(Condition = WhenWritingDefault)] bool Key)
{
    public static ColumnJson Of(ColumnSnapshot column) => new(column.Name, column.Type, column.IsKey);
}

internal sealed record KeyJson(ValueJson? Key, string Type, long? TtlMs, long Size, IEnumerable<ItemJson> Items)
{
    public static KeyJson Of(KeySnapshot key) =>
        new(ValueJson.Of(key.Name), key.Type, (long?)key.ExpiresIn?.TotalMilliseconds, key.Size, key.Items.Select(ItemJson.Of));
}

internal sealed record ItemJson([property: JsonIgnore(Condition = WhenWritingNull)] ValueJson? Label, ValueJson? Value)
{
    public static ItemJson Of(StoredItem item) => new(item.Label is { } label ? ValueJson.Of(label) : null, ValueJson.Of(item.Value));
}

/// <param name="Bytes">The whole length, where the text is only its beginning.</param>
internal sealed record ValueJson(string Kind, string Text, [property: JsonIgnore(Condition = WhenWritingNull)] long? Bytes)
{
    public static ValueJson? Of(StoredValue value) => value.Kind == "null" ? null : new(value.Kind, value.Text, value.Bytes);
}

/// <summary>A world is long and only programs read it: it takes one line of its document.</summary>
internal sealed class WorldOnOneLine : JsonConverter<WorldJson>
{
    public override void Write(Utf8JsonWriter writer, WorldJson value, JsonSerializerOptions options) =>
        writer.WriteRawValue(JsonText.OnOneLine(value, CliJson.Default.WorldJson), skipInputValidation: true);

    public override WorldJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();
}
