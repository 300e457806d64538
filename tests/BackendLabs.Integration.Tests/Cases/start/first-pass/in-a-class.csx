// expect: compile_error
// because: the method stands in a class
// says: outside of every class
// words: Greet stands in class Greeter; outside of every class
public class Greeter
{
    public string Greet(string name) => $"Hello, {name}!";
}
