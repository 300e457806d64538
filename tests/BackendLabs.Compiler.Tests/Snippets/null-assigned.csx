// expect: CS8600 line 4 "string?"
void F(string? s)
{
    string t = s;
    Console.WriteLine(t);
}
