// expect: CS0664 line 4 "Write an m"
decimal F()
{
    decimal d = 1.5;
    return d;
}
