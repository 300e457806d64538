namespace BackendLabs.Judge.Services.Redis;

/// <summary>What a server keeps beside its keys. All else that it keeps, no snippet can ask for.</summary>
internal static class RedisMemory
{
    /// <summary>Scripts and functions can carry a value in their text, and their cache outlives every key.</summary>
    public static async Task ForgetScriptsAsync(RedisLink link, CancellationToken cancellationToken)
    {
        await link.SendAsync(cancellationToken, "SCRIPT", "FLUSH");
        await link.SendAsync(cancellationToken, "FUNCTION", "FLUSH");
    }
}
