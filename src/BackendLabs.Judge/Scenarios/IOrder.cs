namespace BackendLabs.Judge.Scenarios;

/// <summary>Decides whose operation goes first, again and again, in one run of several clients.</summary>
internal interface IOrder<T>
{
    /// <param name="waiting">The operation that each client has before the server, by client; at least one.</param>
    /// <returns>Whose goes first.</returns>
    /// <exception cref="OrderLostException">The order does not know how to go on.</exception>
    int Choose(IReadOnlyDictionary<int, T> waiting);

    /// <summary>Every client has ended.</summary>
    /// <exception cref="OrderLostException">The order is longer.</exception>
    void End()
    {
    }
}

/// <summary>An order that was to be followed cannot be.</summary>
internal sealed class OrderLostException(string message) : Exception(message);
