// expect: CS1024 line 5 "A comment begins with //."
// entry: string Greet(string name)
string Greet(string name)
{
    # a comment
    return name;
}
