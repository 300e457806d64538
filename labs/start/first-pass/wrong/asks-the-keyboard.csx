// fails: greets-by-name
// breaks: gives-back
// Asks somebody to type the name. Nobody sits there, and the name has come already, as the parameter.
string Greet(string name)
{
    Console.Write("Your name? ");
    name = Console.ReadLine() ?? "";
    Console.WriteLine(name == "" ? "Hello, stranger!" : $"Hello, {name}!");
    return "";
}
