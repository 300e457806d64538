// expect: CS4007 line 6 "cannot live across an await"
async Task F()
{
    Span<int> s = new int[3];
    await Task.Yield();
    Console.WriteLine(s.Length);
}
