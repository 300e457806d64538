// expect: CS1001 line 5 "Declare a variable with var: var x = "
// entry: string Greet(string name)
string Greet(string name)
{
    const y = 3;
    return name;
}
