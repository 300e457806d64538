// 30c One array of all that an array may be.
// expected: memory_limit | runtime_error
// arena: plain
int Twice(int number)
{
    var all = new long[Array.MaxLength];
    Array.Fill(all, 1);
    return number * 2;
}
