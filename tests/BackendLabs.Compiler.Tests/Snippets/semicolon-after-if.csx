// expect: CS8641 line 8 "Look at the if above: a ; right behind its ) end"
// entry: string Greet(string name)
string Greet(string name)
{
    if (name == "");
    {
        return "a";
    }
    else return name;
}
