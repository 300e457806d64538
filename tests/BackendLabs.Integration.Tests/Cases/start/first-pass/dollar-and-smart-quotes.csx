// expect: compile_error
// because: as word processors paste it
// says: straight quotes
// words: “ and ” are word processor's quotation marks; straight quotes
string Greet(string name)
{
    return $“Hello, {name}!”;
}
