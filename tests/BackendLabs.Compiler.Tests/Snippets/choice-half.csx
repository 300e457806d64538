// expect: CS1003 line 5 "Write both: condition ? a : b."
// entry: string Greet(string name)
string Greet(string name)
{
    return name == "" ? "a";
}
