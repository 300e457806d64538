// expect: CS0120 line 5 "Declare it static"
int Help() => 1;
class Basket
{
    int F() => Help();
}
