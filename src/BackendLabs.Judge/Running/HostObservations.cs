using BackendLabs.Contract;
using BackendLabs.Judge.Timeline;
using BackendLabs.Judge.Worlds;

namespace BackendLabs.Judge.Running;

/// <summary>What the student's processes say of themselves: their own words, which can spoil a pass and never make one.</summary>
/// <param name="refuse">Told of what a service's own limits refuse in the process.</param>
internal sealed class HostObservations(SnippetRun run, JudgeTimeline timeline, CheckSessionServices services, Action<GateRefusal> refuse)
{
    public void Take(WorldClient client, HostToJudge reply)
    {
        if (reply is HostToJudge.Observed observed)
            Observe(client, observed);
        else if (reply is HostToJudge.Refused { Refusal: var refusal } && services.Find(refusal.Service) is not null)
            refuse(new GateRefusal(refusal.Service, SelfReportedText.Cut(refusal.Operation), SelfReportedText.Cut(refusal.Reason)));
        else if (reply is HostToJudge.Held held)
            services.Held(held.Number, client.Number);
    }

    private void Observe(WorldClient client, HostToJudge.Observed observed)
    {
        // Of services that this world has, and no others.
        if (services.Find(observed.Event.Service) is not { } service)
            return;
        // Its times are its own word too: within the check, so that nothing after counts with them.
        var now = timeline.Now;
        var at = Math.Clamp(observed.Event.AtMicroseconds, timeline.Began, now);
        var told = observed.Event with
        {
            AtMicroseconds = at,
            DurationMicroseconds = Math.Clamp(observed.Event.DurationMicroseconds, 0, now - at),
            SelfReported = true,
            Host = client.HostNumber,
            Operation = SelfReportedText.Cut(observed.Event.Operation),
            Detail = SelfReportedText.Cut(observed.Event.Detail),
            Line = observed.Frame is null ? null : run.Snippet.Symbols.Line(observed.Frame),
        };
        service.Observe(told, observed);
    }
}
