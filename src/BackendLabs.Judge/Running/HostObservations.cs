using BackendLabs.Contract;
using BackendLabs.Judge.Faults;
using BackendLabs.Judge.Sqlite;
using BackendLabs.Judge.Worlds;

namespace BackendLabs.Judge.Running;

/// <summary>What the student's processes say of themselves: their own words, which can spoil a pass and never make one.</summary>
/// <param name="database">Null until the judge has opened it.</param>
/// <param name="refuse">Told of what SQLite's own limits refuse in the process.</param>
internal sealed class HostObservations(
    SnippetRun run, JudgeTimeline timeline, FaultLedger ledger, CheckSessionServices services, Func<JudgeDatabase?> database, Action<GateRefusal> refuse)
{
    public void Take(WorldClient client, HostToJudge reply)
    {
        if (reply is HostToJudge.Observed observed)
            Observe(client, observed);
        else if (reply is HostToJudge.Refused { Refusal: var refusal })
            refuse(new GateRefusal("sqlite", Cut(refusal.Operation), Cut(refusal.Reason)));
        else if (reply is HostToJudge.Held held)
            database()?.Held(held.Number, client.Number);
    }

    private static string Cut(string text) => text.Length <= 200 ? text : text[..199] + "…";

    private static RedisFacts? Cut(RedisFacts? redis) =>
        redis is null ? null : redis with { Commands = [.. (redis.Commands ?? []).Take(RedisFacts.MostCommands).Select(Cut)] };

    private void Observe(WorldClient client, HostToJudge.Observed observed)
    {
        // Its times are its own word too: within the check, so that nothing after counts with them.
        var now = timeline.Now;
        var at = Math.Clamp(observed.Event.AtMicroseconds, timeline.Began, now);
        var told = observed.Event with
        {
            AtMicroseconds = at,
            DurationMicroseconds = Math.Clamp(observed.Event.DurationMicroseconds, 0, now - at),
            SelfReported = true,
            Host = client.HostNumber,
            Operation = Cut(observed.Event.Operation),
            Detail = Cut(observed.Event.Detail),
            Line = observed.Frame is null ? null : run.Snippet.Symbols.Line(observed.Frame),
        };
        // Of services that this world has, and no others.
        switch (told.Service)
        {
            case "sqlite" when services.Copies is { Service: "sqlite" } copies && observed.Statement is { } statement:
                copies.Saw(statement, client.HostNumber);
                break;
            case "sqlite" when database() is not null && !services.IsCopied("sqlite"):
                Observe(told, observed.Statement);
                break;
            case "redis" when services.Link is not null && !services.IsCopied("redis"):
                // That it met a fault is no pass yet: what the check expects of it still decides.
                ledger.Told("redis");
                timeline.AddInside(told, observed.Key, Cut(observed.Redis));
                break;
            case "http" when services.Http is not null && !services.IsCopied("http"):
                timeline.AddInside(told, observed.Key);
                break;
        }
    }

    private void Observe(TimelineEvent told, StatementFacts? statement)
    {
        if (statement is null)
            timeline.Add(told);
        else
            timeline.AddStatement(told, statement with { Trouble = statement.Trouble is null ? null : Cut(statement.Trouble) });
        if (statement?.Trouble is { } trouble && Statement.IsBusyError(trouble))
            ledger.FoundLocked();
    }
}
