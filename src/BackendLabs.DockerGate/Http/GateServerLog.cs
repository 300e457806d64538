using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace BackendLabs.DockerGate.Http;

/// <summary>
/// Takes from Kestrel's log what belongs into the ledger: requests that Kestrel refused itself, and failures of its own.
/// Nothing is written anywhere.
/// </summary>
internal sealed class GateServerLog(GateConnections connections, GateLedger ledger) : ILoggerFactory
{
    private const string Kestrel = "Microsoft.AspNetCore.Server.Kestrel";

    public ILogger CreateLogger(string categoryName) => categoryName switch
    {
        Kestrel + ".BadRequests" => new Refusals(connections, ledger),
        Kestrel => new Failures(ledger),
        _ => NullLogger.Instance,
    };

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("A gate's log goes nowhere else.");

    public void Dispose()
    {
    }

    private sealed class Refusals(GateConnections connections, GateLedger ledger) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (exception is not BadHttpRequestException || Connection(state) is not { IsRefused: false, IsClosedByClient: false } connection)
                return;
            connection.IsRefused = true;
            ledger.Refuse("a request", RequestRefusedException.ByKestrel(exception).Message);
        }

        private GateConnection? Connection<TState>(TState state) =>
            state is IEnumerable<KeyValuePair<string, object?>> values
            && values.FirstOrDefault(value => value.Key == "ConnectionId").Value is string id
                ? connections.Find(id)
                : null;
    }

    /// <summary>Errors alone: below them are clients that come and go, and texts with bytes of theirs.</summary>
    private sealed class Failures(GateLedger ledger) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                ledger.Failed(exception ?? new InvalidOperationException(formatter(state, null)));
        }
    }
}
