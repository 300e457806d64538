// 24c Exceptions on threads and in tasks that nobody awaits.
// expected: runtime_error
// arena: plain
// says: nobody awaits
async void Throw() { await Task.Yield(); throw new InvalidOperationException("nobody awaits this"); }
int Twice(int number)
{
    Throw();
    _ = Task.Run(() => throw new Exception("unobserved"));
    Thread.Sleep(-1);
    return number * 2;
}
