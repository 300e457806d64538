string first = "";
string second = "";
string blank = "";

Given(seed =>
{
    first = seed.Name();
    second = $"{seed.Name()} {seed.Int(2, 99)}";
    blank = new string(' ', seed.Int(1, 4));
});

Check("greets-by-name", points: 1, "greets whoever comes by name", async () =>
{
    foreach (var name in new[] { first, second })
    {
        var greeting = await Snippet.CallAsync<string>("Greet", name);
        Expect(greeting, Is.EqualTo($"Hello, {name}!"), $"Greet(\"{name}\") gave back something else. Every character counts: the comma, the space, the exclamation mark.");
    }
});

Check("greets-a-stranger", points: 1, "greets a stranger where there is no name", "greets-by-name", async () =>
{
    var known = await Snippet.CallAsync<string>("Greet", second);
    Expect(known, Is.EqualTo($"Hello, {second}!"), $"Greet(\"{second}\") should still greet by name.");

    foreach (var nobody in new[] { "", blank })
    {
        var greeting = await Snippet.CallAsync<string>("Greet", nobody);
        Expect(greeting, Is.EqualTo("Hello, stranger!"), $"Greet(\"{nobody}\") was called without a name{(nobody.Length == 0 ? "" : ", only with spaces")}.");
    }
});
