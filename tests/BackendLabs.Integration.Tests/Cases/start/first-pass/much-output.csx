// expect: passed
// because: output is cut at the limit and the answer is still judged
// says: output was cut
// words: Cut here; printed more than 64 KB
string Greet(string name)
{
    for (var i = 0; i < 3000; i++) Console.WriteLine($"debug {i}: name is '{name}'");
    return string.IsNullOrWhiteSpace(name) ? "Hello, stranger!" : $"Hello, {name}!";
}
