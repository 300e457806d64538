namespace BackendLabs.Judge.Services.Redis;

/// <summary>What one message may weigh. Declared sizes are checked before a byte of them is awaited.</summary>
/// <param name="Bulk">Longest bulk string, in bytes.</param>
/// <param name="Arguments">Most arguments of a command.</param>
/// <param name="Message">All of a command, or all of a reply read whole, in bytes.</param>
/// <param name="Line">Longest line (headers, simple strings, errors), in bytes.</param>
/// <param name="Depth">Deepest nesting of arrays in a reply.</param>
internal sealed record RespLimits(
    int Bulk = 1024 * 1024,
    int Arguments = 10_000,
    int Message = 2 * 1024 * 1024,
    int Line = 64 * 1024,
    int Depth = 16);
