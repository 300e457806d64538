// 43 The process ends itself by fail-fast.
// expected: runtime_error
// arena: plain
// says: FailFast
int Twice(int number)
{
    Environment.FailFast("no more");
    return number * 2;
}
