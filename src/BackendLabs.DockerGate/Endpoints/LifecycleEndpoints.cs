using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BackendLabs.DockerGate.Creation;
using BackendLabs.DockerGate.Http;

namespace BackendLabs.DockerGate.Endpoints;

/// <summary>What is done with a container that is there: started, stopped, waited for, read.</summary>
internal static partial class LifecycleEndpoints
{
    private const int LongestStop = 60;
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    public static IEnumerable<Endpoint> Table =>
    [
        new("POST", ["containers", "*", "start"], "start", StartAsync),
        new("POST", ["containers", "*", "stop"], "stop", (call, cancellationToken) => StopAsync(call, "stop", cancellationToken)),
        new("POST", ["containers", "*", "restart"], "restart", (call, cancellationToken) => StopAsync(call, "restart", cancellationToken)),
        new("POST", ["containers", "*", "kill"], "kill", KillAsync),
        new("POST", ["containers", "*", "wait"], "wait", WaitAsync, MayTakeLong: true),
        new("GET", ["containers", "*", "logs"], "logs", LogsAsync, MayTakeLong: true),
        new("GET", ["containers", "*", "top"], "top", TopAsync),
    ];

    private static async Task<GateAnswer> StartAsync(GateCall call, CancellationToken cancellationToken)
    {
        call.Query.Neutral("detachKeys", "Nobody is attached to the container, so there are no keys to detach with.");
        call.Query.Neutral("checkpoint", "Checkpoints are not in this lab.");
        call.Query.Neutral("checkpoint-dir", "Checkpoints are not in this lab.");
        CheckEmpty(call);
        var container = await call.ContainerAsync(cancellationToken);
        return call.Relay(
            await call.World.SendAsync(HttpMethod.Post, $"containers/{container.Id}/start", cancellationToken), container.Name);
    }

    private static async Task<GateAnswer> StopAsync(GateCall call, string verb, CancellationToken cancellationToken)
    {
        var seconds = call.Query.Number("t", 0, LongestStop);
        var signal = Signal(call);
        CheckEmpty(call);
        var container = await call.ContainerAsync(cancellationToken);
        var query = string.Join('&', new[] { seconds is null ? null : $"t={seconds}", signal is null ? null : $"signal={signal}" }.OfType<string>());
        var answer = await call.World.SendAsync(
            HttpMethod.Post,
            $"containers/{container.Id}/{verb}{(query.Length > 0 ? "?" : "")}{query}",
            cancellationToken,
            limit: TimeSpan.FromSeconds(LongestStop + 30));
        return call.Relay(answer, container.Name);
    }

    private static async Task<GateAnswer> KillAsync(GateCall call, CancellationToken cancellationToken)
    {
        var signal = Signal(call) ?? "SIGKILL";
        CheckEmpty(call);
        var container = await call.ContainerAsync(cancellationToken);
        return call.Relay(
            await call.World.SendAsync(
                HttpMethod.Post, $"containers/{container.Id}/kill?signal={Uri.EscapeDataString(signal)}", cancellationToken),
            $"{container.Name} with {signal}");
    }

    private static async Task<GateAnswer> WaitAsync(GateCall call, CancellationToken cancellationToken)
    {
        var condition = call.Query.Text("condition") ?? "not-running";
        if (condition is not ("not-running" or "next-exit" or "removed"))
            throw RequestRefusedException.Mistake("condition is none of not-running, next-exit, removed.");
        CheckEmpty(call);
        var container = await call.ContainerAsync(cancellationToken);
        var answer = await call.World.SendAsync(
            HttpMethod.Post, $"containers/{container.Id}/wait?condition={condition}", cancellationToken, limit: LongestWait);
        if (answer.Status != 200)
            return call.Relay(answer, container.Name);
        var json = answer.Json();
        var code = json["StatusCode"]?.GetValue<long>() ?? 0;
        var view = new JsonObject { ["StatusCode"] = code };
        if (json["Error"]?["Message"]?.GetValue<string>() is { Length: > 0 } error)
            view["Error"] = new JsonObject { ["Message"] = EngineWords.For(call.World.Policy, error) };
        return GateAnswer.Json(200, view, $"{container.Name} -> exit code {code}");
    }

    private static async Task<GateAnswer> LogsAsync(GateCall call, CancellationToken cancellationToken)
    {
        var query = $"follow={Bit(call, "follow")}&stdout={Bit(call, "stdout")}&stderr={Bit(call, "stderr")}&timestamps={Bit(call, "timestamps")}"
            + Pattern(call, "since", UnixTime()) + Pattern(call, "until", UnixTime()) + Pattern(call, "tail", Tail());
        call.Query.Neutral("details", "Details of the log driver are not in this lab.");
        call.Query.Done();
        var container = await call.ContainerAsync(cancellationToken);
        var response = await call.World.Engine.Client.OpenAsync($"containers/{container.Id}/logs?{query}", cancellationToken);
        if ((int)response.StatusCode == 200)
        {
            return new GateAnswer.Flowing(
                200, container.Name, response, "application/vnd.docker.raw-stream", call.World.Policy.Limits.LogBytes);
        }

        using (response)
        {
            return call.Relay(
                new EngineAnswer((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellationToken)), container.Name);
        }
    }

    private static async Task<GateAnswer> TopAsync(GateCall call, CancellationToken cancellationToken)
    {
        // The Engine hands ps_args to the host's own ps.
        var arguments = call.Query.Text("ps_args") ?? "-ef";
        if (arguments is not ("-ef" or "aux"))
            throw RequestRefusedException.NotHere("ps_args is -ef or aux in this lab.");
        call.Query.Done();
        var container = await call.ContainerAsync(cancellationToken);
        var answer = await call.World.SendAsync(HttpMethod.Get, $"containers/{container.Id}/top?ps_args={arguments}", cancellationToken);
        return answer.Status == 200
            ? GateAnswer.Json(200, Views.Pick(answer.Json().AsObject(), "Titles", "Processes"), $"{container.Name} -> 200")
            : call.Relay(answer, container.Name);
    }

    private static void CheckEmpty(GateCall call)
    {
        call.Query.Done();
        if (call.Body.Length > 0 && !call.Body.Span.SequenceEqual("{}"u8) && !call.Body.Span.SequenceEqual("null"u8))
            throw RequestRefusedException.NotHere("This request has no body; a container's settings are given when it is created.");
    }

    private static string? Signal(GateCall call)
    {
        var signal = call.Query.Text("signal");
        return signal is null || ContainerSpecReader.SignalName().IsMatch(signal)
            ? signal
            : throw RequestRefusedException.Mistake($"'{RequestTarget.Shown(signal)}' is no signal; write one such as SIGTERM.");
    }

    private static char Bit(GateCall call, string name) => call.Query.Flag(name) ? '1' : '0';

    private static string Pattern(GateCall call, string name, Regex pattern)
    {
        var text = call.Query.Text(name);
        if (text is null)
            return "";
        return pattern.IsMatch(text)
            ? $"&{name}={text}"
            : throw RequestRefusedException.Mistake($"{name}={RequestTarget.Shown(text)} is not a number.");
    }

    [GeneratedRegex(@"\A[0-9]{1,12}(\.[0-9]{1,9})?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UnixTime();

    [GeneratedRegex(@"\A(all|[0-9]{1,9})\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tail();
}
