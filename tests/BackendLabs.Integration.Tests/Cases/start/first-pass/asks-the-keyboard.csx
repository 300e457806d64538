// expect: failed
// because: nobody types here
// says: there is no keyboard; the value is the parameter
// words: There is no keyboard; as the parameter name
string Greet(string name)
{
    Console.Write("Your name? ");
    name = Console.ReadLine() ?? "";
    Console.WriteLine(name == "" ? "Hello, stranger!" : $"Hello, {name}!");
    return "";
}
