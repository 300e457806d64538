// expect: CS1526 line 5 "Write new Thing(), or new Thing { Name = value }"
// entry: string Greet(string name)
string Greet(string name)
{
    List<string> a = new List<string>;
    a.append("x");
    return a.size() + "";
}
