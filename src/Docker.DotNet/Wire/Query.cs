using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Docker.DotNet.Wire;

/// <summary>A query string under construction. What is null was not asked for and is left out.</summary>
sealed class Query : IEnumerable
{
    readonly StringBuilder _text = new();

    internal void Add(string name, string value)
    {
        if (value is null)
            return;
        _text.Append(_text.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
    }

    internal void Add(string name, bool? value) => Add(name, value switch { null => null, true => "true", false => "false" });

    internal void Add(string name, long? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>The name once for each value.</summary>
    internal void Add(string name, IEnumerable<string> values)
    {
        foreach (var value in values ?? [])
            Add(name, value);
    }

    /// <summary>Filters, build arguments and labels travel as JSON in the query; an empty map as nothing.</summary>
    internal void AddJson<T>(string name, T value) where T : class
    {
        if (value is not null and not ICollection { Count: 0 })
            Add(name, JsonSerializer.Serialize(value, Json.Options));
    }

    public override string ToString() => _text.ToString();

    IEnumerator IEnumerable.GetEnumerator() => throw new NotSupportedException("A query is written, not read.");
}
