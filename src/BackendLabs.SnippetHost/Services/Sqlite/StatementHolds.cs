using System.Collections.Concurrent;
using BackendLabs.Contract;

namespace BackendLabs.SnippetHost.Services.Sqlite;

/// <summary>
/// Keeps statements waiting before they do anything, where the check asked for it. The library calls back on the snippet's
/// own thread, so the thread waits; others go on. A snippet that got round it would keep its check from ever being reached.
/// </summary>
internal sealed class StatementHolds(Action<HostToJudge> send)
{
    private static readonly HashSet<string> NoWrites =
        new(StringComparer.Ordinal) { "begin", "commit", "end", "rollback", "savepoint", "release", "pragma" };

    private readonly ConcurrentDictionary<int, Armed> _armed = new();

    public void Arm(JudgeToHost.HoldStatement hold) => _armed[hold.Number] = new Armed(hold.Nth, hold.WritesOnly);

    public void Release(int number)
    {
        if (_armed.TryRemove(number, out var armed))
            armed.Gate.Set();
    }

    /// <summary>BEGIN IMMEDIATE is no reading to the library, and no change to anybody else.</summary>
    public static bool IsWrite(bool isReadOnly, string sql) => !isReadOnly && !NoWrites.Contains(RunningStatement.VerbOf(sql));

    /// <summary>Called as each statement begins; waits where one of the holds is for it.</summary>
    public void Pass(bool writes)
    {
        if (_armed.IsEmpty)
            return;
        foreach (var (number, armed) in _armed)
        {
            if ((armed.WritesOnly && !writes) || !armed.IsNow())
                continue;
            send(new HostToJudge.Held(number));
            armed.Gate.Wait();
        }
    }

    private sealed class Armed(int nth, bool writesOnly)
    {
        private int _left = nth;

        public bool WritesOnly => writesOnly;

        public ManualResetEventSlim Gate { get; } = new();

        public bool IsNow() => Interlocked.Decrement(ref _left) == 0;
    }
}
