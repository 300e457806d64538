using System.Globalization;

namespace BackendLabs.Judge;

/// <summary>One row of a result.</summary>
public sealed class Row
{
    private readonly Dictionary<string, object?> _values;

    internal Row(Dictionary<string, object?> values) => _values = values;

    /// <exception cref="CheckScriptException">The result has no such column.</exception>
    public object? this[string column] => _values.TryGetValue(column, out var value)
        ? value
        : throw new CheckScriptException($"The result has no column \"{column}\"; it has {string.Join(", ", _values.Keys)}.");

    public T? Get<T>(string column) => Convert<T>(this[column]);

    public override string ToString() =>
        "{ " + string.Join(", ", _values.Select(pair => $"{pair.Key} = {PlainWords.Of(pair.Value)}")) + " }";

    internal static T? Convert<T>(object? value)
    {
        if (value is null or DBNull)
            return default;
        var type = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        return value is T same ? same : (T)System.Convert.ChangeType(value, type, CultureInfo.InvariantCulture);
    }
}
