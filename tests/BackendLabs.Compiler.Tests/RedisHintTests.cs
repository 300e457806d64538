using BackendLabs.Compiler.Services.Redis;
using StackExchange.Redis;

namespace BackendLabs.Compiler.Tests;

public sealed class RedisHintTests
{
    private static readonly HashSet<string> Members = typeof(IDatabase).GetInterfaces().Append(typeof(IDatabase))
        .SelectMany(type => type.GetMethods()).Select(method => method.Name).ToHashSet(StringComparer.Ordinal);

    [Test]
    public void Every_member_that_is_proposed_is_one_of_the_client_with_an_asynchronous_twin()
    {
        var proposed = RedisRewrites.OthersMembers.Values.Select(one => one.Member).Distinct().ToArray();
        Assert.That(proposed.Where(name => !Members.Contains(name)), Is.Empty);
        Assert.That(proposed.Where(name => !name.StartsWith("Create", StringComparison.Ordinal) && !Members.Contains(name + "Async")), Is.Empty);
    }

    [Test]
    public void Nothing_that_the_client_has_is_said_to_be_missing()
    {
        Assert.That(RedisRewrites.OthersMembers.Keys.Where(Members.Contains), Is.Empty);
        Assert.That(RedisRewrites.OthersTypes.Keys.Where(name => typeof(IDatabase).Assembly.GetType($"StackExchange.Redis.{name}") is { IsPublic: true }), Is.Empty);
    }
}
