namespace BackendLabs.Store.Sessions;

/// <summary>What students of sessions are writing. Each save keeps what changed since the one before, and whether it was pasted.</summary>
public sealed class SessionDrafts
{
    private readonly LabStore _store;

    internal SessionDrafts(LabStore store) => _store = store;

    /// <summary>Saves a text in place of the revision that it was made from, with the change from that revision.</summary>
    /// <param name="refuses">Says why nothing may be written at that moment; null where it may.</param>
    public Task<DraftAnswer> SaveAsync(
        DraftSave save, Func<GradedSession, Sitting, DateTimeOffset, SubmissionRuling.Refuse?> refuses, CancellationToken cancellationToken) => _store.WriteAsync<DraftAnswer>(
        async transaction =>
        {
            var connection = transaction.Connection!;
            if (await SessionRows.FindAsync(connection, transaction, save.Session) is not { } session || session.Find(save.Lab) is null
                || (await SessionRows.SittingsAsync(connection, transaction, save.Session, save.Member)).FirstOrDefault() is not { IsRemoved: false } sitting)
                return new DraftAnswer.NotInSession();
            if (sitting.Device != save.Device)
                return new DraftAnswer.OtherDevice();
            var now = _store.Now;
            if (refuses(session, sitting, SessionRows.Moment(now)) is { } refusal)
                return new DraftAnswer.Refused(refusal);
            var values = new { sitting.Person, save.Lab, save.Text, save.BasedOn, now };
            var before = await transaction.FirstAsync<Row>("select text, revision, saved from draft where person = @Person and lab = @Lab" + _store.HoldRow, values);
            if (before is not null && before.Text == save.Text)
                return new DraftAnswer.Saved(before.Revision);
            var changed = save.BasedOn == 0
                ? await transaction.ExecuteAsync("insert into draft (person, lab, text, revision, saved) values (@Person, @Lab, @Text, 1, @now) on conflict do nothing", values)
                : await transaction.ExecuteAsync("update draft set text = @Text, revision = revision + 1, saved = @now where person = @Person and lab = @Lab and revision = @BasedOn", values);
            if (changed == 0)
                return before is null ? new DraftAnswer.Conflict(new Draft("", 0, SessionRows.Moment(now))) : new DraftAnswer.Conflict(before.ToDraft());
            var delta = DraftDelta.Between(before?.Text ?? save.Starter, save.Text);
            await transaction.ExecuteAsync(
                """
                insert into draft_delta (person, lab, revision, at, place, removed, inserted, pasted)
                values (@Person, @Lab, @revision, @now, @Place, @Removed, @Inserted, @pasted) on conflict do nothing
                """,
                new { sitting.Person, save.Lab, revision = save.BasedOn + 1, now, delta.Place, delta.Removed, delta.Inserted, pasted = save.IsPasted ? 1L : 0L });
            return new DraftAnswer.Saved(save.BasedOn + 1);
        },
        cancellationToken);

    /// <summary>When each student of a session last saved what they write for a lab.</summary>
    public async Task<IReadOnlyList<DraftStamp>> StampsAsync(string session, CancellationToken cancellationToken) =>
    [
        .. (await _store.ListAsync<StampRow>(
            "select s.member, d.lab, d.saved from sitting s join draft d on d.person = s.person where s.session = @session", new { session }, cancellationToken))
            .Select(row => new DraftStamp(row.Member, row.Lab, SessionRows.Moment(row.Saved))),
    ];

    /// <summary>What changed from save to save, the oldest first.</summary>
    public async Task<IReadOnlyList<DraftDelta>> DeltasAsync(string person, string lab, CancellationToken cancellationToken) =>
    [
        .. (await _store.ListAsync<DeltaRow>(
            "select revision, at, place, removed, inserted, pasted from draft_delta where person = @person and lab = @lab order by revision", new { person, lab }, cancellationToken))
            .Select(row => new DraftDelta((int)row.Place, (int)row.Removed, row.Inserted) { Revision = row.Revision, At = SessionRows.Moment(row.At), IsPasted = row.Pasted != 0 }),
    ];

    private sealed record Row(string Text, long Revision, long Saved)
    {
        public Draft ToDraft() => new(Text, Revision, SessionRows.Moment(Saved));
    }

    private sealed record StampRow(string Member, string Lab, long Saved);

    private sealed record DeltaRow(long Revision, long At, long Place, long Removed, string Inserted, long Pasted);
}

/// <param name="BasedOn">The revision that the writer knows; 0 where they know of none.</param>
/// <param name="Starter">What a first save was made from.</param>
/// <param name="IsPasted">Whether some of it was pasted since the save before.</param>
/// <param name="Device">The browser that writes.</param>
public sealed record DraftSave(string Session, string Member, string Lab, string Text, long BasedOn, string Starter, bool IsPasted, string Device);

/// <summary>What came of saving a draft.</summary>
public abstract record DraftAnswer
{
    private DraftAnswer() { }

    public sealed record Saved(long Revision) : DraftAnswer;

    /// <param name="Theirs">What another window of the same browser has saved since.</param>
    public sealed record Conflict(Draft Theirs) : DraftAnswer;

    public sealed record Refused(SubmissionRuling.Refuse Ruling) : DraftAnswer;

    /// <summary>Another browser has taken over; nothing was saved from this one.</summary>
    public sealed record OtherDevice : DraftAnswer;

    public sealed record NotInSession : DraftAnswer;
}

public sealed record DraftStamp(string Member, string Lab, DateTimeOffset Saved);

/// <summary>One change of a text: at <paramref name="Place"/>, so many characters gave way to others.</summary>
public sealed record DraftDelta(int Place, int Removed, string Inserted)
{
    public long Revision { get; init; }

    public DateTimeOffset At { get; init; }

    public bool IsPasted { get; init; }

    /// <summary>The smallest single change that leads from one text to another.</summary>
    public static DraftDelta Between(string before, string after)
    {
        var start = before.AsSpan().CommonPrefixLength(after);
        var end = 0;
        while (end < before.Length - start && end < after.Length - start && before[^(end + 1)] == after[^(end + 1)])
            end++;
        return new DraftDelta(start, before.Length - start - end, after[start..^end]);
    }
}
