// expect: CS0161 line 2 "without a return"
int F(int x)
{
    if (x > 1)
        return 2;
}
