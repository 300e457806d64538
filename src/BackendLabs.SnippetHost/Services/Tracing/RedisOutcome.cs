using System.Collections;
using StackExchange.Redis;

namespace BackendLabs.SnippetHost.Services.Tracing;

/// <summary>What an operation came to, in a word or two.</summary>
internal static class RedisOutcome
{
    public const string Done = "done";

    private const int LongestError = 120;

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

    public static string Of(Exception error) => $"{error.GetType().Name}: {OnOneLine(error.Message, LongestError)}";

    public static string Items(int count) => Count(count, "item");

    /// <summary>Cut, without line ends and other controls.</summary>
    public static string OnOneLine(string text, int length)
    {
        var cut = text.Length <= length ? text : text[..(length - 1)] + "…";
        return string.Create(cut.Length, cut, static (span, source) =>
        {
            for (var index = 0; index < span.Length; index++)
                span[index] = char.IsControl(source[index]) ? ' ' : source[index];
        });
    }

    // Leases, raw replies and their like say no more than their type.
    private static string Named(object result) =>
        result.ToString() is { } text && text != result.GetType().ToString() ? OnOneLine(text, 60) : "a result";

    private static string Count(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";
}
