// expect: CS1513 line 5 "never closed"
int F(bool a)
{
    if (a)
    {
        return 1;
    return 2;
}
int G() => 1;
