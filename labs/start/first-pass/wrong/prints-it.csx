// fails: greets-by-name
// Prints the greeting, and gives back nothing.
string Greet(string name)
{
    Console.WriteLine($"Hello, {name}!");
    return "";
}
