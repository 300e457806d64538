// expect: CS0136 line 5 "taken already"
int F()
{
    int x = 1;
    { int x = 2; }
    return x;
}
