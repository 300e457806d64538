// expect: nothing
void F()
{
    int unused = 1;
    int never;
}
