// fails: greets-by-name
// breaks: by-name
// Keeps the first greeting in a static field and gives it to everybody who comes later.
static string? greeting;

string Greet(string name)
{
    greeting ??= string.IsNullOrWhiteSpace(name) ? "Hello, stranger!" : $"Hello, {name}!";
    return greeting;
}
