using StackExchange.Redis;

namespace BackendLabs.SnippetHost.Services.Redis;

/// <summary>Of many keys the first stands for all.</summary>
internal static class RedisKeys
{
    public static RedisKey First(RedisKey[]? keys) => keys is [var first, ..] ? first : default;

    public static RedisKey First(KeyValuePair<RedisKey, RedisValue>[]? pairs) => pairs is [var first, ..] ? first.Key : default;
}
