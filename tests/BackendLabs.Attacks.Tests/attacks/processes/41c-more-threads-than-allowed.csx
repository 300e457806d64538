// 41c Four hundred threads that do nothing: they fit into memory and time, and are more than the limit of processes. Where the runtime itself needs one more, it ends.
// expected: passed | runtime_error
// arena: plain
// says: refused
int Twice(int number)
{
    var started = 0;
    try
    {
        for (; started < 400; started++) new Thread(() => Thread.Sleep(-1), 64 * 1024).Start();
    }
    catch (OutOfMemoryException)
    {
        Console.WriteLine("refused");
    }
    return started < 300 ? number * 2 : 0;
}
