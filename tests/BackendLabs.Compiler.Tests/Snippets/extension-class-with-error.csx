// expect: CS0103 line 4 "Check the spelling, or declare it before you use"
static class E
{
    public static string Loud(this string s) => s + x;
}
string Greet(string name) => name.Loud();
