// expect: CS7017 line 6 "closes nothing"
int F()
{
    return 1;
}
}
