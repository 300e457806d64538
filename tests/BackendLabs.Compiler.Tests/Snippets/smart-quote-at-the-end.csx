// expect: LAB007 line 5 "Write " instead of ” (straight quotes, as your k"
// entry: string Greet(string name)
string Greet(string name)
{
    return $"Hello, {name}!”;
}
