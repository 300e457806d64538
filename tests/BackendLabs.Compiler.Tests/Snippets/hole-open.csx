// expect: CS1073 line 5 "Write } behind the value: $"Hello, {name}!". For"
// entry: string Greet(string name)
string Greet(string name)
{
    return $"Hello, {name!";
}
