using BackendLabs.CompilerClient;
using BackendLabs.Labs;
using BackendLabs.Store;
using BackendLabs.Web.Catalogue;

namespace BackendLabs.Web.Hosting;

/// <summary>What a node holds for as long as it runs. Everything else of a node can be lost at any moment.</summary>
internal sealed class WebParts : IAsyncDisposable
{
    private WebParts(WebSettings settings, LabStore store, byte[] originSecret, TimeProvider time)
    {
        Settings = settings;
        Store = store;
        OriginSecret = originSecret;
        Time = time;
        Labs = new LabLibrary(LabCatalog.Read(settings.LabRoots)) { IsForAuthor = settings.PreviewFolder is not null };
        Editor = new LabEditor(settings.AppFolder, settings.CacheFolder);
    }

    public WebSettings Settings { get; }

    public LabStore Store { get; }

    /// <summary>Under which the store knows addresses.</summary>
    public byte[] OriginSecret { get; }

    public LabLibrary Labs { get; }

    public TimeProvider Time { get; }

    /// <summary>For what the editor asks; runs go through the queue.</summary>
    public LabEditor Editor { get; }

    public static async Task<WebParts> OpenAsync(WebSettings settings, TimeProvider time, CancellationToken cancellationToken)
    {
        var store = await LabStore.OpenAsync(settings.StoreAddress, time, cancellationToken);
        return new WebParts(settings, store, await store.Secrets.GetOrMakeAsync("origin", cancellationToken), time);
    }

    public async ValueTask DisposeAsync()
    {
        await Editor.DisposeAsync();
        await Store.DisposeAsync();
    }
}

internal static class WebPartsRegistration
{
    public static void AddParts(this IServiceCollection services, WebParts parts) => services
        .AddSingleton(parts)
        .AddSingleton(parts.Settings)
        .AddSingleton(parts.Store)
        .AddSingleton(parts.Labs)
        .AddSingleton(parts.Editor)
        .AddSingleton(parts.Time)
        .AddSingleton<HealthEndpoints.QueueLook>()
        .AddSingleton<Practice.NextSteps>()
        .AddHttpContextAccessor();
}
