using BackendLabs.Compiler.Wording;
using StackExchange.Redis;

namespace BackendLabs.Compiler.Tests;

public sealed class RedisHintTests
{
    [Test]
    public void No_member_that_this_release_has_is_called_newer()
    {
        var here = typeof(IDatabase).GetInterfaces().Append(typeof(IDatabase))
            .SelectMany(type => type.GetMethods()).Select(method => method.Name).ToHashSet(StringComparer.Ordinal);
        Assert.That(RedisRewrites.NewerMembers.Keys.Where(here.Contains), Is.Empty);
        Assert.That(RedisRewrites.NewerTypes.Keys.Where(name => typeof(IDatabase).Assembly.GetType($"StackExchange.Redis.{name}") is { IsPublic: true }), Is.Empty);
    }
}
