using System.Text.Json;
using BackendLabs.Cli.Screens;
using BackendLabs.Contract;

namespace BackendLabs.Cli.Checking;

/// <summary>
/// What a check's services held when it was over: <c>{services[{service,kind,…}]}</c>, on one line, for it is long. A value is
/// <c>null</c>, or <c>{kind,text}</c> with <c>bytes</c>, its whole length, where the text is only its beginning.
/// </summary>
internal static class WorldJson
{
    public static void Write(Utf8JsonWriter writer, string name, WorldSnapshot world)
    {
        using var buffer = new MemoryStream();
        using (var compact = new Utf8JsonWriter(buffer, JsonText.OnOneLine))
        {
            compact.WriteStartObject();
            compact.WriteArray("services", world.Services, service => compact.WriteObject(() => WriteService(compact, service)));
            compact.WriteEndObject();
        }

        writer.WritePropertyName(name);
        writer.WriteRawValue(buffer.GetBuffer().AsSpan(0, (int)buffer.Length), skipInputValidation: true);
    }

    private static void WriteService(Utf8JsonWriter writer, ServiceSnapshot service)
    {
        switch (service)
        {
            case ServiceSnapshot.Database database:
                WriteName(writer, database.Service, "sqlite");
                writer.WriteArray("tables", database.Tables, table => writer.WriteObject(() => WriteTable(writer, table)));
                writer.WriteArray("notes", database.Notes, writer.WriteStringValue);
                break;
            case ServiceSnapshot.Keys keys:
                WriteName(writer, keys.Service, "redis");
                writer.WriteNumber("count", keys.Count);
                writer.WriteArray("keys", keys.Shown, key => writer.WriteObject(() => WriteKey(writer, key)));
                writer.WriteArray("notes", keys.Notes, writer.WriteStringValue);
                break;
            case ServiceSnapshot.Unseen unseen:
                WriteName(writer, unseen.Service, unseen.Kind);
                writer.WriteString("unseen", unseen.Reason);
                break;
        }
    }

    private static void WriteName(Utf8JsonWriter writer, string service, string kind)
    {
        writer.WriteString("service", service);
        writer.WriteString("kind", kind);
    }

    private static void WriteTable(Utf8JsonWriter writer, TableSnapshot table)
    {
        writer.WriteString("name", table.Name);
        writer.WriteArray("columns", table.Columns, column => writer.WriteObject(() =>
        {
            writer.WriteString("name", column.Name);
            writer.WriteString("type", column.Type);
            if (column.IsKey)
                writer.WriteBoolean("key", value: true);
        }));
        if (table.Rows is { } rows)
            writer.WriteNumber("rows", rows);
        else
            writer.WriteNull("rows");
        writer.WriteArray("shown", table.Shown, row =>
        {
            writer.WriteStartArray();
            foreach (var value in row)
                WriteValue(writer, value);
            writer.WriteEndArray();
        });
        if (table.Note is not null)
            writer.WriteString("note", table.Note);
    }

    private static void WriteKey(Utf8JsonWriter writer, KeySnapshot key)
    {
        writer.WritePropertyName("key");
        WriteValue(writer, key.Name);
        writer.WriteString("type", key.Type);
        if (key.ExpiresIn is { } left)
            writer.WriteNumber("ttlMs", (long)left.TotalMilliseconds);
        else
            writer.WriteNull("ttlMs");
        writer.WriteNumber("size", key.Size);
        writer.WriteArray("items", key.Items, item => writer.WriteObject(() =>
        {
            if (item.Label is { } label)
            {
                writer.WritePropertyName("label");
                WriteValue(writer, label);
            }

            writer.WritePropertyName("value");
            WriteValue(writer, item.Value);
        }));
    }

    private static void WriteValue(Utf8JsonWriter writer, StoredValue value)
    {
        if (value.Kind == "null")
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("kind", value.Kind);
        writer.WriteString("text", value.Text);
        if (value.Bytes is { } bytes)
            writer.WriteNumber("bytes", bytes);
        writer.WriteEndObject();
    }
}
