namespace BackendLabs.Grader.Services.Servers;

/// <summary>Private servers of one kind.</summary>
internal sealed class ServerSupply(DatabaseServer server, ServerTemplate template) : ServiceSupply
{
    public override WorldService Open(WorldContext context) => new ServerWorld(server, template, context);
}
