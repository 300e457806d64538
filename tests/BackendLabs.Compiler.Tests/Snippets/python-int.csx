// expect: CS1525 line 5 "Write int.Parse(text) for a text, (int)value for"
// entry: string Greet(string name)
string Greet(string name)
{
    int n = int(name);
    return str(n);
}
