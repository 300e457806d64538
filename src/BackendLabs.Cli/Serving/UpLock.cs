using System.Globalization;
using System.Text;
using BackendLabs.Labs.Files;

namespace BackendLabs.Cli.Serving;

/// <summary>
/// That `lab up` runs for this user: a file locked by the kernel for as long as the process lives, so that none is ever
/// left behind by a dead one; and beside it who it is and where its pages are.
/// </summary>
internal sealed class UpLock : IDisposable
{
    private readonly FileStream _held;
    private readonly string _state;

    private UpLock(FileStream held, string state)
    {
        _held = held;
        _state = state;
    }

    /// <returns>Null where another process has it.</returns>
    public static UpLock? TryTake(string folder)
    {
        PrivateFolder.Make(folder);
        if (FileLock.TryTake(Path.Combine(folder, "up.lock")) is not { } held)
            return null;

        var state = StateOf(folder);
        File.Delete(state);
        return new UpLock(held, state);
    }

    /// <summary>What the process that has the lock says of itself; null while it is still starting.</summary>
    public static UpState? Read(string folder)
    {
        try
        {
            return File.ReadAllLines(StateOf(folder)) is [var process, var address, .. var engine] && int.TryParse(process, CultureInfo.InvariantCulture, out var id)
                ? new UpState(id, address, engine.FirstOrDefault(line => line.Length > 0))
                : null;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Others are told where the pages are, and the Docker engine that was started for them.</summary>
    /// <param name="engine">As in <c>DOCKER_HOST</c>; null where none was started, or where it is found anyway.</param>
    public void Tell(string address, string? engine) =>
        PrivateFile.Write(_state, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}\n{address}\n{engine}\n")));

    public void Dispose()
    {
        File.Delete(_state);
        _held.Dispose();
    }

    private static string StateOf(string folder) => Path.Combine(folder, "up.state");
}

/// <param name="Engine">The Docker engine that it started; null where it started none.</param>
internal sealed record UpState(int Process, string Address, string? Engine);
