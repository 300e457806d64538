// expect: CS0029 line 4 "Write a == 1"
void F(int a)
{
    if (a = 1) { }
}
