// 41 Threads without end.
// expected: runtime_error | memory_limit | time_limit
// arena: plain
int Twice(int number)
{
    while (true) new Thread(() => Thread.Sleep(-1), 64 * 1024).Start();
}
