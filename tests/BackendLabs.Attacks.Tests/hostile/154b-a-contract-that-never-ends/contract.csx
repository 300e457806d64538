public sealed record Taken(string Text)
{
    static Taken() { while (true) { } }
}
