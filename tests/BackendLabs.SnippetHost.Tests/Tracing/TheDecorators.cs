using BackendLabs.Testing;

namespace BackendLabs.SnippetHost.Tests.Tracing;

internal sealed class TheDecorators
{
    private static string File => Path.Combine(PublishedApp.Clone, "src/BackendLabs.SnippetHost/Generated/RedisDecorators.cs");

    [Test]
    public void The_decorators_are_complete()
    {
        var text = RedisDecorators.Write();
        if (Environment.GetEnvironmentVariable("BACKENDLABS_ACCEPT") == "1")
            System.IO.File.WriteAllText(File, text);
        Assert.That(System.IO.File.ReadAllText(File), Is.EqualTo(text), "The client's interfaces have changed; renew with BACKENDLABS_ACCEPT=1.");
    }
}
