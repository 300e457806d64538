// expect: CS0019 line 5 "Write the comparison on both sides: x == a || x "
// entry: string Greet(string name)
string Greet(string name)
{
    if (name == "a" || "b") return "a";
    return name;
}
