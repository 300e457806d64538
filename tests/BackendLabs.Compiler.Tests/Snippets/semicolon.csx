// expect: CS1002 line 4 "A semicolon is missing"
int F()
{
    return 1
}
