string first = "";
string second = "";
string blank = "";

Given(seed =>
{
    first = seed.Name();
    second = $"{seed.Name()} {seed.Int(2, 99)}";
    blank = new string(' ', seed.Int(2, 9));
});

Check("greets-by-name", points: 1, "greets whoever comes by name", async () =>
{
    foreach (var name in new[] { first, second })
    {
        var greeting = await Snippet.CallAsync<string>("Greet", name);
        var hasText = !string.IsNullOrEmpty(greeting);
        Expect(greeting, Is.EqualTo($"Hello, {name}!"), hasText
            ? $"Greet(\"{name}\") gave back something else. Every character counts: the comma, the space, the exclamation mark."
            : $"Greet(\"{name}\") gave back no text. The caller gets what stands after return, and not what is printed.", rule: hasText ? "by-name" : "gives-back");
    }
});

Check("greets-a-stranger", points: 1, "greets a stranger where there is no name", "greets-by-name", async () =>
{
    var known = await Snippet.CallAsync<string>("Greet", second);
    Expect(known, Is.EqualTo($"Hello, {second}!"), $"Greet(\"{second}\") should still greet by name.", rule: "by-name");

    foreach (var nobody in new[] { "", " ", blank })
    {
        var greeting = await Snippet.CallAsync<string>("Greet", nobody);
        var without = nobody.Length switch { 0 => "no text at all", 1 => "a single space", var n => $"{n} spaces and nothing else" };
        Expect(greeting, Is.EqualTo("Hello, stranger!"), $"Greet(\"{nobody}\") was called without a name, with {without}.", rule: "stranger");
    }
});
