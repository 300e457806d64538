// expect: CS1002 line 4 "separated by semicolons"
void F()
{
    for (int i = 0, i < 3, i++) { }
}
