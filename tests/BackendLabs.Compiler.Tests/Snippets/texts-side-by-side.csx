// expect: CS1002 line 5 "Join texts with +, or end the statement with ;"
// entry: string Greet(string name)
string Greet(string name)
{
    return "Hello, " name;
}
