using BackendLabs.Sandbox;

namespace BackendLabs.Grader.Services.Servers;

/// <summary>A kind of database server that worlds have privately: how its data begins, and how it is started on them.</summary>
/// <param name="program">The server.</param>
internal abstract class DatabaseServer(string program)
{
    /// <summary>The name of the judge's account in the server; the snippet's are made for each process.</summary>
    protected const string JudgeUser = "judge";

    public abstract string Kind { get; }

    public string Program => program;

    /// <summary>Folders beside the program that it reads.</summary>
    public abstract IReadOnlyList<string> Reads { get; }

    public abstract ProcessLimits Limits { get; }

    /// <summary>The socket that the server makes in its folder of sockets.</summary>
    public abstract string SocketName { get; }

    /// <summary>What clients are given: the socket, or its folder.</summary>
    public abstract string AddressIn(string sockets);

    /// <summary>The programs that make the data that every world's server begins with, in their order; run once, by an account of their own.</summary>
    /// <param name="data">Where the data are to be; the folder is there and empty.</param>
    public abstract IReadOnlyList<ServerStep> Steps(string data, string password);

    /// <summary>Files of the data that are written anew after the steps: name to text.</summary>
    public virtual IReadOnlyDictionary<string, string> Files { get; } = new Dictionary<string, string>();

    /// <param name="data">A copy of what <see cref="Steps"/> made.</param>
    /// <param name="sockets">The folder of the server's socket.</param>
    public abstract IReadOnlyList<string> Command(string data, string sockets);

    /// <summary>What decides the data: with another version of the server they are made anew.</summary>
    public abstract Task<string> FindVersionAsync(CancellationToken cancellationToken);
}

/// <summary>A program that makes data.</summary>
/// <param name="Input">For its standard input.</param>
internal sealed record ServerStep(IReadOnlyList<string> Command, string Input);
