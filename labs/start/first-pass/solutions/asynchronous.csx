// Nothing here waits for anything. A method that does gives back a Task, and its caller awaits it.
async Task<string> Greet(string name)
{
    await Task.Yield();
    return name.Any(letter => letter != ' ') ? "Hello, " + name + "!" : "Hello, stranger!";
}
