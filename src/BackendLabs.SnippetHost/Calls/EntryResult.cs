using System.Buffers;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BackendLabs.SnippetHost.Calls;

/// <summary>Turns what an entry returned into JSON by the entry's declared type: a derived type adds nothing.</summary>
internal static class EntryResult
{
    /// <summary>In bytes of JSON.</summary>
    private const int Largest = 1024 * 1024;

    /// <summary>Of an <see cref="IAsyncEnumerable{T}"/>, which may have no end.</summary>
    private const int MostItems = 10_000;

    private static readonly MethodInfo DrainMethod =
        typeof(EntryResult).GetMethod(nameof(DrainAsync), BindingFlags.Static | BindingFlags.NonPublic)!;

    public static JsonSerializerOptions Json { get; } = new()
    {
        IncludeFields = true,
        MaxDepth = 32,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static async Task<string> ToJsonAsync(object? returned, Type declared, CancellationToken cancellationToken)
    {
        if (declared == typeof(void))
            return "null";
        if (returned is Task or ValueTask || IsGeneric(declared, typeof(ValueTask<>)))
            (returned, declared) = await AwaitAsync(returned!, declared);
        if (declared == typeof(void))
            return "null";
        if (IsGeneric(declared, typeof(IAsyncEnumerable<>)) && returned is not null)
        {
            var drain = DrainMethod.MakeGenericMethod(declared.GetGenericArguments()[0]);
            returned = await (Task<object>)drain.Invoke(null, BindingFlags.DoNotWrapExceptions, binder: null, [returned, cancellationToken], culture: null)!;
            declared = returned.GetType();
        }

        return Serialize(returned, declared);
    }

    private static string Serialize(object? value, Type declared)
    {
        var buffer = new CappedBuffer(Largest);
        using var writer = new Utf8JsonWriter(buffer);
        JsonSerializer.Serialize(writer, value, declared, Json);
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.Written);
    }

    private static async Task<(object? Value, Type Declared)> AwaitAsync(object returned, Type declared)
    {
        if (returned is ValueTask plain)
        {
            await plain;
            return (null, typeof(void));
        }

        var task = returned as Task ?? (Task)declared.GetMethod(nameof(ValueTask<int>.AsTask))!.Invoke(returned, null)!;
        await task;
        if (!declared.IsGenericType)
            return (null, typeof(void));
        var result = declared.GetGenericArguments()[0];
        return (typeof(Task<>).MakeGenericType(result).GetProperty(nameof(Task<int>.Result))!.GetValue(task), result);
    }

    private static async Task<object> DrainAsync<T>(IAsyncEnumerable<T> items, CancellationToken cancellationToken)
    {
        var list = new List<T>();
        await foreach (var item in items.WithCancellation(cancellationToken))
        {
            if (list.Count == MostItems)
                throw new InvalidOperationException($"The sequence has more than {MostItems} items, or no end.");
            list.Add(item);
        }

        return list;
    }

    private static bool IsGeneric(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;

    /// <summary>A result without end stops here instead of at the memory's limit.</summary>
    private sealed class CappedBuffer(int limit) : IBufferWriter<byte>
    {
        private readonly ArrayBufferWriter<byte> _inner = new();

        public ReadOnlySpan<byte> Written => _inner.WrittenSpan;

        public void Advance(int count) => _inner.Advance(count);

        public Memory<byte> GetMemory(int sizeHint = 0) => Within(sizeHint).GetMemory(sizeHint);

        public Span<byte> GetSpan(int sizeHint = 0) => Within(sizeHint).GetSpan(sizeHint);

        private ArrayBufferWriter<byte> Within(int sizeHint) => _inner.WrittenCount + sizeHint <= limit
            ? _inner
            : throw new InvalidOperationException($"The result is larger than {limit / 1024} KB as JSON.");
    }
}
