// fails: greets-by-name
// breaks: gives-back
// Prints the greeting, and gives back nothing.
string Greet(string name)
{
    Console.WriteLine($"Hello, {name}!");
    return "";
}
