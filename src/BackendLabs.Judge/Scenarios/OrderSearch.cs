namespace BackendLabs.Judge.Scenarios;

/// <summary>
/// Goes through the orders in which clients' operations can reach the server, depth first: each run follows the choices
/// of the one before up to the last place where another client could have been first, and lets that one go there. Orders
/// that differ only in operations which do not concern one another are one order (sleep sets: Godefroid, "Partial-Order
/// Methods for the Verification of Concurrent Systems", 1996).
/// </summary>
/// <remarks>The first order lets each client run through in turn; the next ones change it from its end.</remarks>
/// <param name="meet">Whether it matters which of two operations comes first.</param>
internal sealed class OrderSearch<T>(Func<T, T, bool> meet) : IOrder<T>
{
    /// <summary>A client that polls for another would otherwise run for ever while the other waits for its turn.</summary>
    public const int MostInARow = 6;

    private readonly List<Choice> _path = [];
    private int _at;

    /// <summary>The clients in the order that their operations went, in the present run.</summary>
    public IReadOnlyList<int> Order => [.. _path.Take(_at).Select(choice => choice.Taken)];

    /// <summary>Whether two clients ever stood before the server at once: otherwise there was nothing to decide.</summary>
    public bool HadAChoice { get; private set; }

    /// <inheritdoc/>
    public int Choose(IReadOnlyDictionary<int, T> waiting)
    {
        HadAChoice |= waiting.Count > 1;
        // What the path says was said for other clients: this run went another way than the last, and is explored from here.
        if (_at < _path.Count && !waiting.ContainsKey(_path[_at].Taken))
            _path.RemoveRange(_at, _path.Count - _at);
        if (_at == _path.Count)
            _path.Add(NewChoice(waiting));
        return _path[_at++].Taken;
    }

    /// <summary>Turns to the next order; false where there is none left.</summary>
    public bool Next()
    {
        _path.RemoveRange(_at, _path.Count - _at);
        _at = 0;
        while (_path.Count > 0)
        {
            if (_path[^1].TakeNext())
                return true;
            _path.RemoveAt(_path.Count - 1);
        }
        return false;
    }

    // A client whose operation was let go first before, and does not concern what went since, would only repeat that order.
    private Choice NewChoice(IReadOnlyDictionary<int, T> waiting)
    {
        var asleep = new Dictionary<int, T>();
        if (_at > 0)
        {
            var before = _path[_at - 1];
            foreach (var (client, operation) in before.Passed())
            {
                if (waiting.ContainsKey(client) && !meet(operation, before.Operation))
                    asleep[client] = operation;
            }
        }

        var clients = Preferred(waiting.Keys);
        var awake = clients.Where(client => !asleep.ContainsKey(client)).ToList();
        return new Choice(awake.Count > 0 ? awake : [clients[0]], waiting.ToDictionary(), asleep);
    }

    // Whoever went last goes on, if it has not gone too often; then the others in turn.
    private List<int> Preferred(IEnumerable<int> clients)
    {
        var waiting = clients.Order().ToList();
        if (_at == 0)
            return waiting;
        var last = _path[_at - 1].Taken;
        var row = 0;
        while (row < _at && _path[_at - 1 - row].Taken == last)
            row++;
        var others = waiting.Where(client => client > last).Concat(waiting.Where(client => client < last));
        if (!waiting.Contains(last))
            return [.. others];
        return row < MostInARow ? [last, .. others] : [.. others, last];
    }

    private sealed class Choice(List<int> clients, Dictionary<int, T> operations, Dictionary<int, T> asleep)
    {
        private int _taken;

        public int Taken => clients[_taken];

        public T Operation => operations[Taken];

        public bool TakeNext() => ++_taken < clients.Count;

        /// <summary>Those that need not be first any more from here on: asleep already, or tried before the present one.</summary>
        public IEnumerable<KeyValuePair<int, T>> Passed() =>
            asleep.Concat(clients.Take(_taken).Select(client => KeyValuePair.Create(client, operations[client])));
    }
}
