// expect: CS1955 line 5 "Write new in front of it: new List<string>(…)"
// entry: string Greet(string name)
string Greet(string name)
{
    var l = List<string>();
    return name;
}
