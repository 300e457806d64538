// expect: CS1525 line 5 "Write == or !=."
// entry: string Greet(string name)
string Greet(string name)
{
    if (name === "") return "a";
    return name;
}
