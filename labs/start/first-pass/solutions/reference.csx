string Greet(string name)
{
    if (string.IsNullOrWhiteSpace(name))
        name = "stranger";
    return $"Hello, {name}!";
}
