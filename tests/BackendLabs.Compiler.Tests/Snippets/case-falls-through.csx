// expect: CS8070 line 6 "break;"
int F()
{
    switch (1)
    {
        case 1: Console.WriteLine();
    }
    return 1;
}
