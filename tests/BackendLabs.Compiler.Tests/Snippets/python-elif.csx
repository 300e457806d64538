// expect: CS1002 line 6 "Write else if (…)."
// entry: string Greet(string name)
string Greet(string name)
{
    if (name == "a") return "a";
    elif (name == "b") { return "b"; }
    return name;
}
