string Greet(string name) => name.Trim() switch
{
    "" => "Hello, stranger!",
    _ => string.Concat("Hello, ", name, "!"),
};
