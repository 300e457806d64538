// 41b The pool is filled with work that never ends.
// expected: time_limit | passed | runtime_error
// arena: plain
int Twice(int number)
{
    ThreadPool.SetMinThreads(2000, 2000);
    for (var i = 0; i < 5000; i++) ThreadPool.QueueUserWorkItem(_ => Thread.Sleep(-1));
    Thread.Sleep(500);
    return number * 2;
}
