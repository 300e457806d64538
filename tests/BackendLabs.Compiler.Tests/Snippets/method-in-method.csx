// expect: CS1513 line 5 "Leave out public, or close the method above with"
// entry: string Greet(string name)
string Greet(string name)
{
    public string Inner(string x) { return x; }
    return Inner(name);
}
