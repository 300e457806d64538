// 25d Finalizers that never return, while the collector runs.
// expected: passed | time_limit | runtime_error
// arena: plain
class Stuck { ~Stuck() { while (true) ; } }
int Twice(int number)
{
    for (var i = 0; i < 1000; i++) new Stuck();
    GC.Collect();
    return number * 2;
}
