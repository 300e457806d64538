// 21 A sleep without end.
// expected: time_limit
// arena: plain
int Twice(int number)
{
    Thread.Sleep(-1);
    return number * 2;
}
