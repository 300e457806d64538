// expect: CS0818 line 5 "Give it a value (var x = …;), or write the type:"
// entry: string Greet(string name)
string Greet(string name)
{
    var a;
    a = 1;
    return name;
}
