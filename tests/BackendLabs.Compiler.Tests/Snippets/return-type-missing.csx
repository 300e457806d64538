// expect: CS1525 line 3 "Write the type of what it returns in front of it"
// entry: string Greet(string name)
Greet(string name)
{
    return name;
}
