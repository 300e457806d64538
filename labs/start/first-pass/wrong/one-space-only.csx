// fails: greets-a-stranger
// breaks: stranger
// Writes down two texts that are no name. A third one, of more spaces, is greeted as if it were one.
string Greet(string name)
{
    if (name == "" || name == " ")
        return "Hello, stranger!";
    return $"Hello, {name}!";
}
