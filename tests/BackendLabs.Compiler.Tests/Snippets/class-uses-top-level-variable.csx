// expect: CS0120 line 5 "stands at the top level"
int total = 1;
class Basket
{
    int F() { return total; }
}
