using BackendLabs.Contract;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace BackendLabs.Judge.Services.Docker;

/// <summary>
/// The run's containers as a check sees them: <c>Containers</c>. Its own operations go through a gate of the judge's and
/// are on the timeline as the judge's; <see cref="Operations"/> are the snippet's.
/// </summary>
/// <remarks>A method throws <see cref="InvalidOperationException"/> where there is no such container or the Engine says
/// no, and <see cref="IOException"/> where Docker is gone.</remarks>
public sealed class JudgeContainers : IAsyncDisposable
{
    private const int MostOperations = 10_000;
    private const int LongestBody = 1024 * 1024;
    private static readonly TimeSpan HttpLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan HttpPause = TimeSpan.FromMilliseconds(20);

    private readonly DockerClientConfiguration _configuration;
    private readonly DockerClient _client;
    private readonly Action<TimelineEvent> _record;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _ended = new();
    private readonly Lock _lock = new();
    private readonly List<TimelineEvent> _operations = [];
    private bool _isCut;

    /// <param name="socket">Of a gate that serves this run with the judge's policy.</param>
    /// <param name="record">Takes the judge's own operations, their start on the monotonic clock.</param>
    internal JudgeContainers(string socket, Action<TimelineEvent> record, TimeProvider time)
    {
        _configuration = new DockerClientConfiguration(new Uri("unix://" + socket));
        _client = _configuration.CreateClient();
        _record = record;
        _time = time;
    }

    /// <summary>Told that a check asked for more operations than are kept.</summary>
    internal Action Missed { private get; init; } = () => { };

    /// <summary>What the snippet did so far (<c>create</c>, <c>start</c>, <c>remove</c>, …), in order of its end. A check that asks where there were more than 10,000 fails.</summary>
    public IReadOnlyList<TimelineEvent> Operations
    {
        get
        {
            lock (_lock)
            {
                if (_isCut)
                    Missed();
                return [.. _operations];
            }
        }
    }

    /// <summary>All containers of the run, stopped ones too, newest first.</summary>
    public Task<IReadOnlyList<ContainerFact>> ListAsync() => DoAsync<IReadOnlyList<ContainerFact>>("list", "", async token =>
    {
        var listed = await _client.Containers.ListContainersAsync(new ContainersListParameters { All = true }, token);
        var facts = new List<ContainerFact>();
        foreach (var container in listed)
        {
            if (await InspectAsync(container.ID, token) is { } fact)
                facts.Add(fact);
        }

        return facts;
    });

    /// <returns>Null where the run has no such container.</returns>
    public Task<ContainerFact?> FindAsync(string nameOrId) => DoAsync("inspect", nameOrId, token => InspectAsync(nameOrId, token));

    /// <summary>What it printed so far: standard output, then standard error.</summary>
    public Task<string> LogsAsync(string nameOrId) => DoAsync("logs", nameOrId, async token =>
    {
        var inspected = await _client.Containers.InspectContainerAsync(nameOrId, token);
        using var logs = await _client.Containers.GetContainerLogsAsync(
            nameOrId, inspected.Config.Tty, new ContainerLogsParameters { ShowStdout = true, ShowStderr = true }, token);
        var (output, errors) = await logs.ReadOutputToEndAsync(token);
        return output + errors;
    });

    /// <param name="grace">How long it may take before it is killed, in whole seconds, at least one: the client leaves a zero out, and the engine takes ten. Null takes the container's own.</param>
    public Task StopAsync(string nameOrId, TimeSpan? grace = null) => DoAsync("stop", nameOrId, token =>
        _client.Containers.StopContainerAsync(
            nameOrId,
            new ContainerStopParameters { WaitBeforeKillSeconds = grace is { } span ? (uint)Math.Max(1, span.TotalSeconds) : null },
            token));

    public Task KillAsync(string nameOrId) => DoAsync("kill", nameOrId, async token =>
    {
        await _client.Containers.KillContainerAsync(nameOrId, new ContainerKillParameters(), token);
        return true;
    });

    /// <summary>Removes it, running or not.</summary>
    public Task RemoveAsync(string nameOrId) => DoAsync("remove", nameOrId, async token =>
    {
        await _client.Containers.RemoveContainerAsync(nameOrId, new ContainerRemoveParameters { Force = true }, token);
        return true;
    });

    /// <summary>Starts a container of the judge's own beside the snippet's: the world changes behind its back.</summary>
    /// <param name="name">Null takes a random one.</param>
    public Task<ContainerFact> RunAsync(string image, IReadOnlyList<string> command, string? name = null) =>
        DoAsync("run", $"{name} from {image}".TrimStart(), async token =>
        {
            var made = await _client.Containers.CreateContainerAsync(
                new CreateContainerParameters { Image = image, Cmd = [.. command], Name = name }, token);
            await _client.Containers.StartContainerAsync(made.ID, new ContainerStartParameters(), token);
            return await InspectAsync(made.ID, token) ?? throw new InvalidOperationException($"{name ?? made.ID} is gone already.");
        });

    /// <summary>Waits until it does not run; at once where it does not.</summary>
    /// <returns>Its exit code.</returns>
    public Task<long> WaitAsync(string nameOrId) => DoAsync("wait", nameOrId, async token =>
        (await _client.Containers.WaitContainerAsync(nameOrId, token)).StatusCode);

    /// <summary>Asks a web server in a container through the port that it publishes on 127.0.0.1. A server that is still
    /// starting is asked again, for five seconds at most.</summary>
    /// <param name="port">The container's port, 80 for <c>80/tcp</c>.</param>
    /// <param name="path">Begins with a slash.</param>
    public Task<ContainerHttpAnswer> GetHttpAsync(string nameOrId, int port, string path) => DoAsync("http", $"{nameOrId}:{port}{path}", async token =>
    {
        var fact = await InspectAsync(nameOrId, token) ?? throw new InvalidOperationException($"There is no container {nameOrId}.");
        return fact.Ports.TryGetValue($"{port}/tcp", out var published)
            ? await AskAsync(new Uri($"http://127.0.0.1:{published}{path}"), token)
            : throw new InvalidOperationException($"The container {fact.Name} publishes no port for {port}/tcp.");
    });

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _client.Dispose();
        _configuration.Dispose();
        _ended.Dispose();
    }

    /// <summary>Takes an operation that the snippet's gate saw.</summary>
    internal void Saw(TimelineEvent operation)
    {
        lock (_lock)
        {
            if (_operations.Count < MostOperations)
                _operations.Add(operation);
            else
                _isCut = true;
        }
    }

    private async Task<ContainerFact?> InspectAsync(string nameOrId, CancellationToken cancellationToken)
    {
        try
        {
            return ContainerFacts.From(await _client.Containers.InspectContainerAsync(nameOrId, cancellationToken));
        }
        catch (DockerContainerNotFoundException)
        {
            return null;
        }
    }

    private async Task<ContainerHttpAnswer> AskAsync(Uri address, CancellationToken cancellationToken)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false };
        using var http = new HttpClient(handler) { MaxResponseContentBufferSize = LongestBody };
        using var late = new CancellationTokenSource(HttpLimit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        var reason = "it is silent";
        try
        {
            while (true)
            {
                try
                {
                    using var response = await http.GetAsync(address, either.Token);
                    return new ContainerHttpAnswer((int)response.StatusCode, await response.Content.ReadAsStringAsync(either.Token));
                }
                catch (HttpRequestException error)
                {
                    reason = error.GetBaseException().Message;
                    await Task.Delay(HttpPause, _time, either.Token);
                }
            }
        }
        catch (OperationCanceledException silence) when (!cancellationToken.IsCancellationRequested)
        {
            throw new InvalidOperationException($"Nothing answers at {address} within {HttpLimit.TotalSeconds:0} seconds: {reason}", silence);
        }
    }

    private async Task<T> DoAsync<T>(string operation, string detail, Func<CancellationToken, Task<T>> work)
    {
        var began = _time.GetTimestamp();
        var outcome = "";
        try
        {
            return await work(_ended.Token);
        }
        catch (DockerApiException error)
        {
            outcome = $" -> {(int)error.StatusCode}";
            throw new InvalidOperationException($"Docker says to {operation} {detail}: {error.ResponseBody}", error);
        }
        catch (HttpRequestException error)
        {
            outcome = " -> no answer";
            throw new IOException($"Docker does not answer: {error.Message}", error);
        }
        finally
        {
            var text = detail + outcome;
            _record(new TimelineEvent(
                (long)_time.GetElapsedTime(0, began).TotalMicroseconds,
                (long)_time.GetElapsedTime(began).TotalMicroseconds,
                DockerHome.Name,
                operation,
                text.Length <= 200 ? text : text[..199] + "…"));
        }
    }
}
