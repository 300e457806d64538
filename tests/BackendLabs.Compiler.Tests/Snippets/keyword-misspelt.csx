// expect: CS1002 line 4 "Did you mean return?"
int F()
{
    retrun 1;
}
