// expect: CS0165 line 5 "may have no value"
int F()
{
    int x;
    return x;
}
