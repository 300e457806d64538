using System.Globalization;
using System.Runtime.CompilerServices;
using BackendLabs.Contract;

namespace BackendLabs.SnippetHost.Services.Http;

/// <summary>An HTTP service that the judge answers.</summary>
internal sealed class HttpHome : ServiceHome
{
    public const string Name = Contract.Services.Http.HttpHome.Name;

    public override string Kind => Name;

    public override Task RehearseAsync(SnippetFrames frames, Action<HostToJudge> tell) => SnippetHttp.WarmUpAsync();

    public override ProcessService Open(ServiceContext context) => new HttpService(context);

    public override ErrorFacts? FactsOf(Exception error) => IsOf(error, "System.Net.Http") ? Read(error) : null;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ErrorFacts? Read(Exception error) => error is HttpRequestException { StatusCode: { } status } ? ErrorFacts.OfCode(((int)status).ToString(CultureInfo.InvariantCulture)) : null;
}
