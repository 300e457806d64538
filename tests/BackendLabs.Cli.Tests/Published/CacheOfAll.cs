using BackendLabs.Cli.Tests.Published;

/// <summary>Ends what the published commands of all tests shared.</summary>
[SetUpFixture]
public sealed class CacheOfAll
{
    [OneTimeTearDown]
    public void Remove() => PublishedLab.RemoveCache();
}
