// 25c The process ends, and handlers of its end never return.
// expected: runtime_error | time_limit
// arena: plain
int Twice(int number)
{
    AppDomain.CurrentDomain.ProcessExit += (_, _) => Thread.Sleep(-1);
    Console.CancelKeyPress += (_, cancel) => cancel.Cancel = true;
    Environment.Exit(0);
    return number * 2;
}
