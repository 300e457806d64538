using BackendLabs.Contract;
using BackendLabs.Contract.Services;
using BackendLabs.Labs;

namespace BackendLabs.Grader.Services.Servers;

/// <summary>What the homes of database servers have in common: a program of the machine, and data made once.</summary>
internal abstract class ServerHome : ServiceHome
{
    private readonly SemaphoreSlim _making = new(1, 1);
    private readonly Dictionary<GraderParts, ServerTemplate> _templates = [];

    public override bool IsProbedForMemory => true;

    private Contract.Services.ServiceHome Facts => ServiceKinds.Of(Kind);

    private MachineNeed Need => Facts.Needs[0];

    protected abstract DatabaseServer ServerAt(string program);

    public override async Task<ServiceState?> InspectAsync(GraderParts parts, CancellationToken cancellationToken)
    {
        if (Problem(parts) is { } problem)
            return new ServiceState(Kind, Available: false, problem.Reason, problem.Remedy);
        var version = await ServerAt(Need.FindProgram()!).FindVersionAsync(cancellationToken);
        return new ServiceState(Kind, Available: true, $"{Need.FindProgram()}, {version}", Remedy: null);
    }

    public override async Task<ServiceSupply?> SupplyAsync(GraderParts parts, Lab lab)
    {
        if (Problem(parts) is { } problem)
            throw new InfrastructureException($"This lab needs {Facts.Title}. {char.ToUpperInvariant(problem.Reason[0])}{problem.Reason[1..]}.", problem.Remedy);
        var server = ServerAt(Need.FindProgram()!);
        return new ServerSupply(server, await TemplateAsync(server, parts));
    }

    // The judges of several labs, or of one, share what is made.
    private async Task<ServerTemplate> TemplateAsync(DatabaseServer server, GraderParts parts)
    {
        await _making.WaitAsync();
        try
        {
            if (!_templates.TryGetValue(parts, out var template))
                _templates.Add(parts, template = await ServerTemplate.MakeAsync(server, parts.Sandbox, parts.Cache, CancellationToken.None));
            return template;
        }
        finally
        {
            _making.Release();
        }
    }

    private (string Reason, string Remedy)? Problem(GraderParts parts)
    {
        if (Need.FindProgram() is null)
            return ($"no {Need.Program} is installed", $"Install it: apt-get install {Need.Package} (Debian, Ubuntu); elsewhere: {Need.Elsewhere}.");
        // Such a server refuses to run as root, and asks for the name of its account.
        return parts.Sandbox is { IsBoxed: false, Accounts: not null }
            ? ("it needs a box here, for it does not run as root", "Install bubblewrap, or run lab as an ordinary user.")
            : null;
    }
}
