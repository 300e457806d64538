// 24c Exceptions on threads and in tasks that nobody awaits.
// expected: runtime_error
// arena: plain
// says: nobody awaits
void Throw() => new Thread(() => throw new InvalidOperationException("nobody awaits this")).Start();
int Twice(int number)
{
    Throw();
    _ = Task.Run(() => throw new Exception("unobserved"));
    Thread.Sleep(-1);
    return number * 2;
}
