// 20 A loop that never ends.
// expected: time_limit
// arena: plain
// says: 2
int Twice(int number)
{
    while (true) ;
}
