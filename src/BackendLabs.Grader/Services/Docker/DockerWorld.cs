using BackendLabs.Contract;
using BackendLabs.DockerGate;
using BackendLabs.Sandbox;

namespace BackendLabs.Grader.Services.Docker;

/// <summary>A world's gates to the Docker Engine: one for each of the snippet's processes, and the judge's.</summary>
internal sealed class DockerWorld(DockerSupply supply, WorldContext context) : WorldService
{
    private const string Socket = "docker.sock";
    private const string DecoySocket = "decoy.sock";

    private readonly List<EngineGate> _gates = [];

    public override string Kind => Contract.Services.Docker.DockerHome.Name;

    public override void Prepare()
    {
        OpenJudgeGate(Socket, context.RunName);
        OpenJudgeGate(DecoySocket, context.RunName + "d");
    }

    public override Task<ServicePlace?> StartAsync(CancellationToken cancellationToken) =>
        Task.FromResult<ServicePlace?>(new ServicePlace(Shown(Socket), Decoy: Shown(DecoySocket)));

    public override void OpenGate(HeldFolder folder, int host, Action<GraderToJudge> tell) => _gates.Add(EngineGate.Listen(
        folder.Inside(Socket),
        supply.Engine,
        supply.Policy(context.RunName, DockerRole.Student),
        seen => tell(new GraderToJudge.ServiceSeen(context.Number, seen with { Host = host })),
        refusal => tell(new GraderToJudge.ServiceRefused(context.Number, host, refusal)),
        context.Setting.Time));

    public override async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(SandboxTimes.ContainerEnd);
        try
        {
            foreach (var gate in _gates)
                await gate.RemoveAllAsync(limit.Token);
        }
        catch (Exception error) when (error is OperationCanceledException or EngineGoneException or IOException or HttpRequestException)
        {
            // The engine is gone; what is left is removed by its label at the next start.
        }

        foreach (var gate in _gates)
            await gate.DisposeAsync();
    }

    private void OpenJudgeGate(string name, string run) => _gates.Add(EngineGate.Listen(
        context.Folders.Own.Inside(name), supply.Engine, supply.Policy(run, DockerRole.Judge), _ => { }, _ => { }, context.Setting.Time));

    private string Shown(string name) => Path.Combine(context.Setting.Home, context.Folders.Number, "own", name);
}
