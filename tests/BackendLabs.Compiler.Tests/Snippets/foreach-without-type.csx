// expect: CS0230 line 5 "Write foreach (var item in items)."
// entry: string Greet(string name)
string Greet(string name)
{
    foreach (c in name) { }
    return name;
}
