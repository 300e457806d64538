using System.Globalization;
using System.Runtime.CompilerServices;
using BackendLabs.Contract;
using Docker.DotNet;

namespace BackendLabs.SnippetHost.Services.Docker;

/// <summary>The Docker Engine, behind the grader's gate.</summary>
internal sealed class DockerHome : ServiceHome
{
    public const string Name = Contract.Services.Docker.DockerHome.Name;

    public override string Kind => Name;

    public override ProcessService Open(ServiceContext context) => new DockerService(context);

    public override ErrorFacts? FactsOf(Exception error) => IsOf(error, "Docker.DotNet") ? Read(error) : null;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ErrorFacts? Read(Exception error) => error is DockerApiException refused ? ErrorFacts.OfCode(((int)refused.StatusCode).ToString(CultureInfo.InvariantCulture)) : null;
}
