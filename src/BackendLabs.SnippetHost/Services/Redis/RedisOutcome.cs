using System.Collections;
using StackExchange.Redis;

namespace BackendLabs.SnippetHost.Services.Redis;

/// <summary>What an operation came to, in a word or two.</summary>
internal static class RedisOutcome
{
    public const string Done = "done";

    public static string Of(object? result) => result switch
    {
        null => Done,
        RedisValue { IsNull: true } => "nil",
        RedisValue value => Count(((byte[])value!).Length, "byte"),
        RedisResult { IsNull: true } => "nil",
        RedisResult => "a result",
        RedisValueWithExpiry { Value.IsNull: true } => "nil",
        RedisValueWithExpiry value => Count(((byte[])value.Value!).Length, "byte"),
        bool yes => yes ? "true" : "false",
        ICollection items => Items(items.Count),
        _ => Named(result),
    };

    public static string Items(int count) => Count(count, "item");

    // Leases, raw replies and their like say no more than their type.
    private static string Named(object result) =>
        result.ToString() is { } text && text != result.GetType().ToString() ? ShownText.OnOneLine(text, 60) : "a result";

    private static string Count(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";
}
