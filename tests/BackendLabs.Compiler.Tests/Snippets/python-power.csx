// expect: CS0193 line 5 "Write Math.Pow(x, y)."
// entry: string Greet(string name)
string Greet(string name)
{
    var x = 2 ** 3;
    return name;
}
