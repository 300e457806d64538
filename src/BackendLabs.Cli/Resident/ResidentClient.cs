using System.Diagnostics;
using System.Net.Sockets;
using BackendLabs.Cli.Serving;
using BackendLabs.Contract;

namespace BackendLabs.Cli.Resident;

/// <summary>A command's connection to the resident grader, for one request.</summary>
internal sealed class ResidentClient : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(100);

    private readonly NetworkStream _stream;
    private readonly MessageStream _messages;

    private ResidentClient(Socket socket)
    {
        _stream = new NetworkStream(socket, ownsSocket: true);
        _messages = new MessageStream(_stream, _stream, WireLimits.Judge);
    }

    /// <returns>Null where none runs.</returns>
    /// <exception cref="IOException">What listens there is somebody else's.</exception>
    public static async Task<ResidentClient?> ConnectAsync(ResidentPlace place, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(place.Socket), cancellationToken);
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        if (ResidentCalls.IsOwn(socket))
            return new ResidentClient(socket);
        socket.Dispose();
        throw new IOException($"The process that listens at {place.Socket} is not yours.");
    }

    /// <summary>Connects, and starts one where none runs.</summary>
    /// <exception cref="IOException">None can be started.</exception>
    public static async Task<ResidentClient> ConnectOrStartAsync(ResidentPlace place, TimeProvider time, CancellationToken cancellationToken)
    {
        place.Make();
        var began = time.GetTimestamp();
        while (true)
        {
            if (await ConnectAsync(place, cancellationToken) is { } there)
                return there;
            if (time.GetElapsedTime(began) > StartPatience)
                throw new IOException($"No resident grader answers at {place.Socket}.");
            // Another command may have been quicker; or one that is ending still has the place.
            if (!await StartAsync(time, cancellationToken))
                await Task.Delay(Again, time, cancellationToken);
        }
    }

    /// <summary>How the resident grader is; null where none runs, or it does not say.</summary>
    public static async Task<ResidentToCommand.State?> LookAsync(ResidentPlace place, CancellationToken cancellationToken)
    {
        try
        {
            await using var client = await ConnectAsync(place, cancellationToken);
            if (client is null)
                return null;
            await client.SendAsync(new CommandToResident.Look(), cancellationToken);
            return await client.ReadAsync(cancellationToken) as ResidentToCommand.State;
        }
        catch (Exception error) when (error is IOException or SocketException or BrokenMessageException)
        {
            return null;
        }
    }

    public Task SendAsync(CommandToResident request, CancellationToken cancellationToken) =>
        _messages.WriteAsync(request, ResidentJson.Default.CommandToResident, cancellationToken);

    /// <returns>Null where it has ended.</returns>
    public Task<ResidentToCommand?> ReadAsync(CancellationToken cancellationToken) =>
        _messages.ReadAsync(ResidentJson.Default.ResidentToCommand, cancellationToken);

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    // Whether one listens that was started now. It leaves this terminal's session by itself, and outlives this command.
    private static async Task<bool> StartAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(DotnetHost.Path, [Path.Combine(AppContext.BaseDirectory, "lab.dll"), ResidentCommand.Name])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        using var process = Process.Start(start) ?? throw new IOException("The resident grader could not be started.");
        process.StandardInput.Close();
        try
        {
            return await process.StandardOutput.ReadLineAsync(cancellationToken).AsTask().WaitAsync(StartPatience, time, cancellationToken) is not null;
        }
        catch (TimeoutException error)
        {
            throw new IOException($"The resident grader did not start within {StartPatience.TotalSeconds:0} seconds.", error);
        }
    }
}
