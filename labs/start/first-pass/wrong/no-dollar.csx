// fails: greets-by-name
// breaks: by-name
// Forgets the $, so the braces are plain text.
string Greet(string name)
{
    if (string.IsNullOrWhiteSpace(name))
        return "Hello, stranger!";
    return "Hello, {name}!";
}
