using System.Text;

namespace BackendLabs.Judge.Services.Redis;

/// <summary>A server's answer (RESP2).</summary>
internal abstract record RedisReply
{
    private RedisReply()
    {
    }

    public sealed record Simple(string Text) : RedisReply;

    public sealed record Error(string Text) : RedisReply;

    public sealed record Integer(long Number) : RedisReply;

    /// <param name="Bytes">Null: nil.</param>
    public sealed record Bulk(byte[]? Bytes) : RedisReply
    {
        public string? Text => Bytes is null ? null : Encoding.UTF8.GetString(Bytes);
    }

    /// <param name="Items">Null: nil, as from an EXEC that a watched key stopped.</param>
    public sealed record Array(IReadOnlyList<RedisReply>? Items) : RedisReply;
}
