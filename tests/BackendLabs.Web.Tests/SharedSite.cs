using BackendLabs.Testing.Web;

/// <summary>The site of all fixtures that need none of their own.</summary>
[SetUpFixture]
public sealed class SharedSite
{
    private static readonly Lazy<Task<PracticeSite>> Shared = new(() => PracticeSite.StartAsync(slots: 1));

    internal static Task<PracticeSite> TakeAsync() => Shared.Value;

    [OneTimeTearDown]
    public async Task EndAsync()
    {
        if (Shared.IsValueCreated)
            await (await Shared.Value).DisposeAsync();
    }
}
