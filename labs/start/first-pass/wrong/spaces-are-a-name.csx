// fails: greets-a-stranger
// breaks: stranger
// Compares with the empty text alone, so a name of spaces is greeted as if it were one.
string Greet(string name)
{
    if (name == "")
        return "Hello, stranger!";
    return $"Hello, {name}!";
}
