// expect: LAB007 line 5 "Write the code that belongs in its place."
// entry: string Greet(string name)
string Greet(string name)
{
    …
}
