// expect: CS0103 line 5 "Did you mean name? The same in lines "
// entry: string Greet(string name)
string Greet(string name)
{
    var a = nme;
    var b = nme + 1;
    return nme;
}
