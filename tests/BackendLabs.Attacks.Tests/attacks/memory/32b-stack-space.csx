// 32b Space on the stack, taken in a loop.
// expected: runtime_error
// arena: plain
// says: (?i)stack|memory|signal
int Twice(int number)
{
    var sum = 0;
    while (true)
    {
        Span<byte> more = stackalloc byte[4096];
        more.Fill(1);
        sum += more[7];
    }
}
