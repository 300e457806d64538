using BackendLabs.Decorators;
using BackendLabs.Testing;

namespace BackendLabs.SnippetHost.Tests.Tracing;

internal sealed class TheDecorators
{
    private const string Written = "src/BackendLabs.SnippetHost/Services/Redis/RedisDecorators.cs";

    [Test]
    public void The_decorators_are_those_of_the_client_that_is_referenced() => Assert.That(
        File.ReadAllText(Path.Combine(PublishedApp.Clone, Written)),
        Is.EqualTo(RedisDecorators.Write()),
        $"The client's interfaces or the generator have changed: dotnet run --project tests/BackendLabs.Decorators -- {Written}");
}
