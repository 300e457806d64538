using System.Security.Cryptography;

namespace BackendLabs.Judge.Services.Redis;

/// <summary>
/// The server's own list of what a snippet may do (https://redis.io/docs/latest/operate/oss_and_stack/management/security/acl/).
/// The gate refuses the rest with a reason; the list holds where the gate cannot look, inside a script.
/// </summary>
internal static class SnippetAccount
{
    private const string Name = "snippet";

    // What the gate passes of the client's handshake, and the one word of MEMORY.
    private static readonly string[] OfGate = ["ping", "echo", "hello", "memory|usage"];

    // EVAL and its like cannot be called by a script; these would replace or stop what others run.
    private static readonly string[] NotOfScripts = ["script|kill", "script|debug", "function|kill", "function|dump", "function|restore"];

    /// <summary>Makes the account.</summary>
    /// <param name="administrator">A connection that may.</param>
    /// <param name="choosesDatabase">Whether it works in another database than the first: a probe's copy.</param>
    /// <returns>The server, entered by that account.</returns>
    /// <exception cref="IOException">The server refused.</exception>
    public static async Task<RedisUpstream> MakeAsync(
        RedisLink administrator, RedisUpstream server, bool scripting, bool choosesDatabase, CancellationToken cancellationToken)
    {
        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var commands = RedisCommandTable.Names(scripting).Select(name => name.ToLowerInvariant()).Concat(OfGate).Select(name => "+" + name);
        var not = scripting ? NotOfScripts.Select(name => "-" + name) : [];
        string[] choice = choosesDatabase ? ["+select"] : [];
        RedisArgument[] account = ["ACL", "SETUSER", Name, "reset", "on", ">" + password, "~*", "&*", "-@all"];
        await AskAsync(administrator, account, cancellationToken);

        string[] rules = [.. commands, .. not, .. choice];
        if (!await TryAsync(administrator, rules, cancellationToken))
        {
            // An older server does not know them all, and takes none of a line with a stranger in it.
            foreach (var rule in rules)
                await TryAsync(administrator, [rule], cancellationToken);
        }

        return server with { User = Name, Password = password };
    }

    private static async Task<bool> TryAsync(RedisLink administrator, IEnumerable<string> rules, CancellationToken cancellationToken)
    {
        RedisArgument[] words = ["ACL", "SETUSER", Name, .. rules.Select(rule => (RedisArgument)rule)];
        return await administrator.SendAsync(cancellationToken, words) is not RedisReply.Error;
    }

    private static async Task AskAsync(RedisLink administrator, RedisArgument[] words, CancellationToken cancellationToken)
    {
        if (await administrator.SendAsync(cancellationToken, words) is RedisReply.Error { Text: var text })
            throw new IOException($"The server does not take an account for the snippet: {text}");
    }
}
