// expect: CS1026 line 5 "Write &&."
// entry: string Greet(string name)
string Greet(string name)
{
    if (name != null and name.Length > 1) return "a";
    return name;
}
