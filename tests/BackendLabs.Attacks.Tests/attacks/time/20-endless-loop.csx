// 20 A loop that never ends.
// expected: time_limit
// arena: plain
int Twice(int number)
{
    while (true) ;
}
