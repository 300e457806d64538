// 25b The process ends with code 0 in the call.
// expected: runtime_error | failed
// arena: plain
int Twice(int number)
{
    Environment.Exit(0);
    return number * 2;
}
