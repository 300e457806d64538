// expect: CS1010 line 4 "not closed"
string F()
{
    return "abc;
}
