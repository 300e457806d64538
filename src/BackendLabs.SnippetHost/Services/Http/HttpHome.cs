using BackendLabs.Contract;

namespace BackendLabs.SnippetHost.Services.Http;

/// <summary>An HTTP service that the judge answers.</summary>
internal sealed class HttpHome : ServiceHome
{
    public const string Name = Contract.Services.Http.HttpHome.Name;

    public override string Kind => Name;

    public override Task RehearseAsync(SnippetFrames frames, Action<HostToJudge> tell) => SnippetHttp.WarmUpAsync();

    public override ProcessService Open(ServiceContext context) => new HttpService(context);
}
