// expect: LAB007 line 5 "Write " instead of “ and ” (straight quotes, as "
// entry: string Greet(string name)
string Greet(string name)
{
    return $“Hello, {name}!”;
}
