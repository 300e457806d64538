// Asks the text itself, by a method that is added to it, and takes away the spaces around a name.
string Greet(string name) => $"Hello, {name.Trim().Or("stranger")}!";

static class Texts
{
    public static string Or(this string text, string other) => text is { Length: > 0 } ? text : other;
}
