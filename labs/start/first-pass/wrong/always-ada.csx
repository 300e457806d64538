// fails: greets-by-name
// breaks: by-name
// Writes the greeting for one name down, instead of using the name that came.
string Greet(string name)
{
    return "Hello, Ada Kaya!";
}
