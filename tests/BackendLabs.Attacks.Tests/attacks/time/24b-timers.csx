// 24b Ten thousand timers that fire all the time.
// expected: passed | time_limit | memory_limit | runtime_error
// arena: plain
List<Timer> timers = new();
int Twice(int number)
{
    for (var i = 0; i < 10_000; i++) timers.Add(new Timer(_ => { while (true) ; }, null, 0, 1));
    return number * 2;
}
