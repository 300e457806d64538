// expect: CS1001 line 6 "Write Console.WriteLine(…)."
// entry: string Greet(string name)
string Greet(string name)
{
    println("a");
    System.out.println("a");
    return name;
}
