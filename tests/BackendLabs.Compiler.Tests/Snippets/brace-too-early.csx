// expect: LAB014 line 7 "Move it into the method that it belongs to; perh"
// entry: string Greet(string name)
string Greet(string name)
{
    if (name == "") { return "a"; }
    }
    return name;
}
