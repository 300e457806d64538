// expect: LAB018 line 6 "Delete it: the value is there already, as the pa"
// entry: string Greet(string name)
string Greet(string name)
{
    Console.Write("Your name? ");
    name = Console.ReadLine() ?? "";
    Console.WriteLine(name == "" ? "Hello, stranger!" : $"Hello, {name}!");
    return "";
}
