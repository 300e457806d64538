using BackendLabs.Contract;

namespace BackendLabs.SnippetHost;

/// <summary>What this process sees of its world.</summary>
internal sealed record WorldPlaces(string Sockets, string Data)
{
    public string JudgeSocket => Path.Combine(Sockets, "host.sock");

    /// <summary>
    /// Whether the folders are those that the grader made. What a box shows is named by path when it is made, and a name
    /// may lead elsewhere by then; nothing of the student's is here before this is known.
    /// </summary>
    /// <param name="sockets">Identity of the one folder.</param>
    /// <param name="data">Of the other.</param>
    public bool Are(string sockets, string data) => Is(Sockets, sockets) && Is(Data, data);

    private static bool Is(string folder, string identity) => identity == FolderIdentity.None || FolderIdentity.Of(folder) == identity;
}
