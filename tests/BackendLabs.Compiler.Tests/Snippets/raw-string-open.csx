// expect: CS8997 line 4 "not closed"
string F()
{
    return """abc;
}
