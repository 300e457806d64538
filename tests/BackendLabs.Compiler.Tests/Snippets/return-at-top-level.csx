// expect: LAB014 line 6 "outside of every method"
int F()
{
    return 1;
}
return 2;
