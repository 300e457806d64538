// 30b The collector is told of memory that is not there.
// expected: passed | time_limit | runtime_error
// arena: plain
int Twice(int number)
{
    for (var i = 0; i < 10_000; i++) GC.AddMemoryPressure(long.MaxValue / 20_000);
    return number * 2;
}
