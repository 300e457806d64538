// 26 A type that never finishes its constructor.
// expected: time_limit
// arena: plain
class Stuck
{
    public static int Two;
    static Stuck() { while (Two == 0) Two = 0; }
}
int Twice(int number) => number * Stuck.Two;
