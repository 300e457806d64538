// 20d Everything that could stop a thread is caught.
// expected: time_limit
// arena: plain
int Twice(int number)
{
    while (true)
    {
        try { Thread.Sleep(Timeout.Infinite); }
        catch { }
        finally { Thread.Sleep(Timeout.Infinite); }
    }
}
