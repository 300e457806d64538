// expect: CS1061 line 5 "Write .ToUpper()."
// entry: string Greet(string name)
string Greet(string name)
{
    return name.toUpperCase().strip();
}
