// 23 Two threads take two locks in turn.
// expected: time_limit
// arena: plain
object first = new(), second = new();
int Twice(int number)
{
    using var both = new Barrier(2);
    var other = new Thread(() => { lock (second) { both.SignalAndWait(); lock (first) { } } });
    other.Start();
    lock (first)
    {
        both.SignalAndWait();
        lock (second) { return number * 2; }
    }
}
