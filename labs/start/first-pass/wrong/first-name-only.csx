// fails: greets-by-name
// breaks: by-name
// Greets by the first name, as one does among friends. The caller asked for the whole of it.
string Greet(string name)
{
    if (string.IsNullOrWhiteSpace(name))
        return "Hello, stranger!";
    return $"Hello, {name.Split(' ')[0]}!";
}
