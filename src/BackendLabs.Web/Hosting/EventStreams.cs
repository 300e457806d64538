using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using BackendLabs.Store;
using BackendLabs.Web.Cohorts;
using BackendLabs.Web.Identity;
using BackendLabs.Web.Sessions;

namespace BackendLabs.Web.Hosting;

/// <summary>
/// The streams of events that are open at this node. A person has a few; a further one ends the oldest, with a reason, for a
/// connection that was lost counts until it is noticed. On the whole, and of one address where no class practises, there are
/// many; a further one is refused.
/// </summary>
internal sealed class EventStreams(Classroom classroom, ILogger<EventStreams> log)
{
    public const int MostOfAPerson = 8;
    public const int MostOfAnAddress = 600;
    public const int MostAtAll = 2_000;

    /// <summary>The kind of the event with which a stream ends that had to make room.</summary>
    public const string Closed = "closed";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<EventStream>> _byPerson = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _byAddress = new(StringComparer.Ordinal);
    private int _open;

    /// <summary>A place for one stream, until the response has ended.</summary>
    /// <exception cref="RefusedException">429: there is none.</exception>
    public EventStream Open(HttpContext context)
    {
        var address = Address.Of(context);
        var person = Visitor.Find(context)?.Id ?? $"address {address}";
        EventStream? oldest = null;
        EventStream stream;
        lock (_lock)
        {
            if (!_byPerson.TryGetValue(person, out var own))
                _byPerson[person] = own = [];
            if (own.Count >= MostOfAPerson)
                Remove(oldest = own[0]);
            if (_open >= MostAtAll || (classroom.Cohort is null && !SessionIdentities.IsProved(context) && _byAddress.GetValueOrDefault(address) >= MostOfAnAddress))
            {
                if (own.Count == 0)
                    _byPerson.Remove(person);
                throw new RefusedException(StatusCodes.Status429TooManyRequests, "So many streams of events are open already.", "Close some, or ask for the attempt itself now and then.") { RetryAfter = TimeSpan.FromSeconds(5) };
            }

            stream = new EventStream(this, person, address);
            _byPerson[person] = own;
            own.Add(stream);
            _byAddress[address] = _byAddress.GetValueOrDefault(address) + 1;
            _open++;
        }

        oldest?.MakeRoom();
        context.Response.RegisterForDispose(stream);
        return stream;
    }

    internal void TellAway(Exception error) => log.LogWarning("A stream of events breaks off: {Reason}", error.Message.ReplaceLineEndings(" "));

    internal void Close(EventStream stream)
    {
        lock (_lock)
            Remove(stream);
    }

    private void Remove(EventStream stream)
    {
        if (!_byPerson.TryGetValue(stream.Person, out var own) || !own.Remove(stream))
            return;
        if (own.Count == 0)
            _byPerson.Remove(stream.Person);
        if (--_byAddress[stream.Address] == 0)
            _byAddress.Remove(stream.Address);
        _open--;
    }
}

/// <summary>The place of one stream.</summary>
internal sealed class EventStream(EventStreams streams, string person, string address) : IDisposable
{
    // Has no timer, so nothing is left where it is not disposed.
    private readonly CancellationTokenSource _ended = new();

    public string Person => person;

    public string Address => address;

    /// <summary>
    /// The events, until they end or another stream takes this one's place. Where the store is away they break off: a
    /// browser asks again under the last number that it has seen, and has 503 until the store is back.
    /// </summary>
    public async IAsyncEnumerable<SseItem<object>> WhileOpenAsync(Func<CancellationToken, IAsyncEnumerable<SseItem<object>>> events, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _ended.Token);
        await using var next = events(either.Token).GetAsyncEnumerator(either.Token);
        while (await MoveAsync(next, cancellationToken))
            yield return next.Current;
        if (_ended.IsCancellationRequested)
            yield return new SseItem<object>(new Reason($"You have more than {EventStreams.MostOfAPerson} streams open: this was the oldest."), EventStreams.Closed);
    }

    public void MakeRoom() => _ended.Cancel();

    public void Dispose() => streams.Close(this);

    private async Task<bool> MoveAsync(IAsyncEnumerator<SseItem<object>> next, CancellationToken cancellationToken)
    {
        try
        {
            return await next.MoveNextAsync();
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception error) when (LabStore.IsAway(error))
        {
            // The status is sent already, and an exception would be a page of log.
            streams.TellAway(error);
            return false;
        }
    }

    private sealed record Reason([property: System.Text.Json.Serialization.JsonPropertyName("reason")] string Words);
}
